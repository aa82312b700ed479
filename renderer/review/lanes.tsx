import { LANES, type TimelineItem } from "../../shared/review/review.ts";
import { StateShape } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** So many marks fit side by side; the rest is in the list below. */
const MOST_MARKS = 200;

/** One time axis, a lane for each kind of thing. Every mark opens its trace. */
export function Lanes({
  items,
  from,
  to,
  selected,
  onSelect,
}: {
  readonly items: readonly TimelineItem[];
  readonly from: string;
  readonly to: string;
  readonly selected: string | null;
  readonly onSelect: (item: TimelineItem) => void;
}) {
  const { t, day } = useText();
  const begin = Date.parse(`${from}T00:00:00Z`);
  const span = Math.max(1, Date.parse(`${to}T23:59:59.999Z`) - begin);
  const left = (at: string) => Math.min(100, Math.max(0, (100 * (Date.parse(at) - begin)) / span));
  return (
    <section className="lanes" aria-label={t("review.timeline")}>
      {LANES.map((lane) => {
        const all = items.filter((item) => item.lane === lane);
        const shown = all.slice(-MOST_MARKS);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a lane is no set of form fields.
          <div key={lane} className="lane" role="group" aria-label={t(`review.lane-${lane}`)}>
            <span className="lane-name small" aria-hidden="true">
              {t(`review.lane-${lane}`)}
            </span>
            <div className="lane-track">
              {shown.map((item) => (
                <button
                  key={item.id}
                  type="button"
                  className="lane-mark"
                  style={{ left: `${left(item.at)}%` }}
                  aria-label={`${day(item.at.slice(0, 10))}: ${item.title}`}
                  title={item.title}
                  aria-pressed={selected === item.id}
                  onClick={() => onSelect(item)}
                >
                  <StateShape standing={item.standing} />
                </button>
              ))}
            </div>
            <span className="lane-more small quiet">
              {all.length > shown.length ? t("review.lane-more", { count: all.length - shown.length }) : ""}
            </span>
          </div>
        );
      })}
      <div className="lane-axis small quiet" aria-hidden="true">
        <span>{day(from)}</span>
        <span>{day(to)}</span>
      </div>
    </section>
  );
}
