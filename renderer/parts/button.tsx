import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import "./button.css";

/** How loud a button is: one `main` a page at most. `link` reads as text. */
export type Loudness = "main" | "plain" | "quiet" | "link" | "danger";

/** A button that does something. `loudness` says how important it is beside its neighbours. */
export function Button({
  loudness = "plain",
  className = "",
  ...rest
}: Omit<ButtonProps, "className"> & { readonly loudness?: Loudness; readonly className?: string }) {
  return <AriaButton {...rest} className={`button button-${loudness} ${className}`} />;
}
