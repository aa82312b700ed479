import { type ReactNode, useEffect } from "react";
import { useText } from "../text/language.tsx";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import "./panel.css";

/** A sentence this long is set smaller, to stay a heading and not become a wall. */
const LONG_TITLE = 90;

/** A page with its one heading, main column and, where useful, a side panel that can be closed. */
export function Page({
  title,
  above,
  actions,
  side,
  children,
}: {
  readonly title: string;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly side?: ReactNode;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Askline`;
  }, [title]);
  return (
    <div className={side ? "page page-with-side" : "page"}>
      <div className="page-main">
        {above}
        <header className="page-head">
          <h1 tabIndex={-1} className={title.length > LONG_TITLE ? "page-title-long" : ""}>
            {title}
          </h1>
          {actions === undefined ? null : <div className="row no-print">{actions}</div>}
        </header>
        {children}
      </div>
      {side}
    </div>
  );
}

/** What stands beside the page. */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose?: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  return (
    <aside className="side" aria-label={title}>
      <div className="side-inner">
        <header className="side-head">
          <h2>{title}</h2>
          {onClose === undefined ? null : (
            <Button
              loudness="quiet"
              onPress={onClose}
              aria-label={t("close-panel", { title })}
              className="side-close"
            >
              <Icon name="close" />
            </Button>
          )}
        </header>
        {children}
      </div>
    </aside>
  );
}
