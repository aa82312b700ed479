import type { Ref } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import "./button.css";

/** How loud a button is: one `main` a page at most. `link` reads as text. */
export type Loudness = "main" | "plain" | "quiet" | "link" | "danger";

type Props = Omit<ButtonProps, "className" | "isPending"> & {
  readonly loudness?: Loudness;
  readonly className?: string;
  /** What it does is under way: it keeps the keyboard but does nothing. (React Aria's isPending leaves a nameless picture behind in its live region.) */
  readonly isBusy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A button that does something. `loudness` says how important it is beside its neighbours. */
export function Button({ loudness = "plain", className = "", isBusy = false, onPress, ...rest }: Props) {
  const look = `button button-${loudness} ${isBusy ? "button-busy" : ""} ${className}`;
  const press = isBusy || onPress === undefined ? {} : { onPress };
  return <AriaButton {...rest} {...press} className={look} />;
}
