import type { ReactNode } from "react";
import { ProgressBar } from "react-aria-components";
import { useText } from "../text/language.tsx";
import { Button } from "./button.tsx";
import { type Standing, StateShape } from "./state-mark.tsx";
import "./note.css";

/** A line that must be noticed: shape, words, and what can be done at once. */
export function Note({
  standing,
  children,
  actions,
}: {
  readonly standing: Standing;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={`note note-${standing}`}>
      <span className="note-shape">
        <StateShape standing={standing} />
      </span>
      <div className="note-words">
        <div>{children}</div>
        {actions === undefined ? null : <div className="row note-actions">{actions}</div>}
      </div>
    </div>
  );
}

/** Nothing here yet: says what would be here and how it comes. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** How far something is; `share` 0…1 or null when nobody can know. */
export function Progress({
  label,
  share,
  onCancel,
}: {
  readonly label: string;
  readonly share: number | null;
  readonly onCancel?: () => void;
}) {
  const { t } = useText();
  const known = share === null ? { isIndeterminate: true } : { value: share * 100 };
  return (
    <div className="progress-row">
      <ProgressBar className="progress" aria-label={label} {...known}>
        {({ percentage }) => (
          <>
            <span className="progress-words" aria-live="polite">
              {label}
              {percentage === undefined ? null : <span className="quiet"> {Math.round(percentage)} %</span>}
            </span>
            <svg className="progress-track" aria-hidden="true" width="100%" height="4">
              <rect className="progress-ground" width="100%" height="4" rx="2" />
              <rect
                className={share === null ? "progress-bar progress-open" : "progress-bar"}
                width={`${percentage ?? 30}%`}
                height="4"
                rx="2"
              />
            </svg>
          </>
        )}
      </ProgressBar>
      {onCancel === undefined ? null : <Button onPress={onCancel}>{t("cancel")}</Button>}
    </div>
  );
}
