import type { ReactNode } from "react";
import { Button } from "../../parts/button.tsx";
import { PopoverOn } from "../../parts/popover.tsx";
import { useText } from "../../text/language.tsx";

/** The quiet button beside a column or measure that opens the form in which it is corrected; `name`: what is corrected. */
export function ChangeButton({
  name,
  children,
}: {
  readonly name: string;
  readonly children: (close: () => void) => ReactNode;
}) {
  const { t } = useText();
  const label = t("edit.change-of", { name });
  return (
    <PopoverOn
      label={label}
      placement="bottom end"
      button={
        <Button loudness="quiet" aria-label={label}>
          {t("edit.change")}
        </Button>
      }
    >
      {children}
    </PopoverOn>
  );
}
