import { Button } from "../parts/button.tsx";
import { DateField } from "../parts/date-field.tsx";
import { Note } from "../parts/note.tsx";
import { useText } from "../text/language.tsx";

export type Stretch = {
  readonly from: string | null;
  readonly to: string | null;
  readonly knownAt: string | null;
};

/** Which days are looked at, and what may be known of them. */
export function Controls({
  stretch,
  shown,
  onChange,
}: {
  readonly stretch: Stretch;
  /** The days that are on screen, where none were chosen. */
  readonly shown: { readonly from: string; readonly to: string };
  readonly onChange: (stretch: Stretch) => void;
}) {
  const { t, day } = useText();
  return (
    <div className="stack">
      <div className="review-controls">
        <DateField
          label={t("review.from")}
          value={stretch.from ?? shown.from}
          onChange={(from) => onChange({ ...stretch, from })}
        />
        <DateField
          label={t("review.to")}
          value={stretch.to ?? shown.to}
          onChange={(to) => onChange({ ...stretch, to })}
        />
        <DateField
          label={t("review.known-at")}
          value={stretch.knownAt}
          onChange={(knownAt) => onChange({ ...stretch, knownAt })}
        />
        <Button onPress={() => onChange({ from: null, to: null, knownAt: null })}>{t("review.whole")}</Button>
      </div>
      {stretch.knownAt === null ? null : (
        <Note
          standing="notice"
          actions={
            <Button onPress={() => onChange({ ...stretch, knownAt: null })}>
              {t("review.hindsight-on")}
            </Button>
          }
        >
          {t("review.hindsight-note", { day: day(stretch.knownAt) })}
        </Note>
      )}
    </div>
  );
}
