import { DateField } from "../parts/date-field.tsx";
import { useText } from "../text/language.tsx";
import { type View, within } from "./timeline/view.ts";

const DAY_MS = 86_400_000;

/** Which days are in view, typed instead of dragged. */
export function Controls({
  view,
  whole,
  onView,
}: {
  readonly view: View;
  readonly whole: View;
  readonly onView: (view: View) => void;
}) {
  const { t } = useText();
  const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  const change = (part: View) => {
    if (part.from < part.to) onView(within(part, whole));
  };
  return (
    <div className="review-controls no-print">
      <DateField
        label={t("review.from")}
        value={dayOf(view.from)}
        onChange={(from) => from !== null && change({ from: Date.parse(from), to: view.to })}
      />
      <DateField
        label={t("review.to")}
        value={dayOf(view.to)}
        onChange={(to) => to !== null && change({ from: view.from, to: Date.parse(to) + DAY_MS - 1 })}
      />
    </div>
  );
}
