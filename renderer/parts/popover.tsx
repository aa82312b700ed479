import type { ReactNode } from "react";
import {
  Popover as AriaPopover,
  Tooltip as AriaTooltip,
  Dialog,
  DialogTrigger,
  type PopoverProps,
  TooltipTrigger,
} from "react-aria-components";
import "./popover.css";

/** A small panel that opens beside its button and closes with Esc. First child: the button; `label` names the panel. */
export function PopoverOn({
  button,
  label,
  children,
  placement = "bottom start",
  isOpen,
  onOpenChange,
}: {
  readonly button: ReactNode;
  readonly label: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly placement?: NonNullable<PopoverProps["placement"]>;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}) {
  const control = isOpen === undefined || onOpenChange === undefined ? {} : { isOpen, onOpenChange };
  return (
    <DialogTrigger {...control}>
      {button}
      <AriaPopover className="popover" placement={placement} offset={6}>
        <Dialog className="popover-dialog" aria-label={label}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}

/** Words that appear on hover and on keyboard focus. Only for what is also said elsewhere or is an extra. */
export function Tip({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <TooltipTrigger delay={300} closeDelay={50}>
      {children}
      <AriaTooltip className="tip" offset={6}>
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
