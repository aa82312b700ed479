import { LANES, type Lane, type Timeline, type TimelineFilter } from "../../../shared/review/timeline.ts";
import { useUseCase } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { Chip, Select } from "../../parts/choice.tsx";
import { SearchField } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { MenuButton } from "../../parts/menu.tsx";
import { useText } from "../../text/language.tsx";

/** So many people are offered by name, the most active first. */
const MOST_ACTORS = 100;

/** What the timeline lets through: words, kinds, people; and the datasets shown as outside events. */
export function Filters({
  timeline,
  filter,
  outside,
  onFilter,
  onOutside,
}: {
  readonly timeline: Timeline;
  readonly filter: TimelineFilter;
  readonly outside: readonly string[];
  readonly onFilter: (filter: TimelineFilter) => void;
  readonly onOutside: (datasets: string[]) => void;
}) {
  const { t, number } = useText();
  const lanes = new Set(filter.lanes ?? []);
  const toggle = (lane: Lane, on: boolean) =>
    onFilter({ ...filter, lanes: LANES.filter((one) => (one === lane ? on : lanes.has(one))) });
  const people = [
    { id: "", label: t("timeline.everyone") },
    ...timeline.actors
      .slice(0, MOST_ACTORS)
      .map(({ actor, count }) => ({ id: actor, label: `${actor} (${number(count)})` })),
  ];
  return (
    <div className="timeline-filters no-print">
      <div className="timeline-search">
        <SearchField
          label={t("review.search")}
          placeholder={t("review.search")}
          value={filter.text ?? ""}
          onChange={(text) => onFilter({ ...filter, text: text.slice(0, 500) })}
        />
      </div>
      <Select
        label={t("timeline.who")}
        value={filter.actors?.[0] ?? ""}
        options={people}
        onChange={(actor) => onFilter({ ...filter, actors: actor === "" ? [] : [actor] })}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a set of filters is no form field set. */}
      <div className="row timeline-lanes" role="group" aria-label={t("timeline.kinds")}>
        {LANES.filter((lane) => lane !== "outside" || outside.length > 0).map((lane) => (
          <Chip
            key={lane}
            label={t(`review.lane-${lane}`)}
            isOn={lanes.has(lane)}
            onChange={(on) => toggle(lane, on)}
          />
        ))}
        <Outside chosen={outside} onChange={onOutside} />
      </div>
    </div>
  );
}

/** Which datasets stand on the timeline as outside events. */
function Outside({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (datasets: string[]) => void;
}) {
  const { t } = useText();
  const choices = useUseCase("review.outside", {});
  const all = choices.data ?? [];
  const left = all.filter(({ id }) => !chosen.includes(id));
  const titleOf = (id: string) => all.find((one) => one.id === id)?.title ?? id;
  return (
    <>
      {chosen.map((id) => (
        <Button
          key={id}
          className="outside-chosen"
          aria-label={t("timeline.outside-remove", { title: titleOf(id) })}
          onPress={() => onChange(chosen.filter((one) => one !== id))}
        >
          {titleOf(id)}
          <Icon name="close" size={12} />
        </Button>
      ))}
      {left.length === 0 ? null : (
        <MenuButton
          label={t("timeline.outside-add")}
          entries={left.map(({ id, title, rows }) => ({
            id,
            label: title,
            ...(rows === null ? {} : { detail: t("timeline.outside-rows", { count: rows }) }),
          }))}
          onChoose={(id) => onChange([...chosen, id])}
        />
      )}
    </>
  );
}
