import { useState } from "react";
import type { Observation, TimelineItem } from "../../shared/review/review.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Select } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { Empty } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Tag } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

const RATINGS = ["none", "P", "S", "M", "U"] as const;

/** What reviewers noted, and the form for the next. */
export function Observations({
  observations,
  selected,
}: {
  readonly observations: readonly Observation[];
  readonly selected: TimelineItem | null;
}) {
  const { t } = useText();
  return (
    <div className="stack">
      {observations.length === 0 ? <Empty title={t("review.notes-none")} /> : null}
      <ul className="stack">
        {observations.map((one) => (
          <li key={one.observationId} className="review-note stack">
            <div className="row">
              <Tag>{t(`review.note-${one.sort}`)}</Tag>
              {one.rating === undefined ? null : (
                <Tag title={t(`review.note-${one.rating}`)}>{one.rating}</Tag>
              )}
              {one.capability === undefined ? null : <span className="small quiet">{one.capability}</span>}
            </div>
            <p>{one.text}</p>
            {one.rootCause === undefined ? null : (
              <p className="small">
                {t("review.note-cause")}: {one.rootCause}
              </p>
            )}
            {one.recommendation === undefined ? null : (
              <p className="small">
                {t("review.note-recommendation")}: {one.recommendation}
              </p>
            )}
          </li>
        ))}
      </ul>
      <ObservationForm selected={selected} />
    </div>
  );
}

const EMPTY = { text: "", capability: "", rootCause: "", recommendation: "" };

function ObservationForm({ selected }: { readonly selected: TimelineItem | null }) {
  const { t } = useText();
  const write = useDo("review.observe", ["review.get"]);
  const [sort, setSort] = useState<Observation["sort"]>("improvement");
  const [rating, setRating] = useState<(typeof RATINGS)[number]>("none");
  const [said, setSaid] = useState(EMPTY);
  const [fault, setFault] = useState(false);
  const set = (part: keyof typeof EMPTY) => (value: string) => setSaid({ ...said, [part]: value });
  const save = () => {
    const { text, ...rest } = said;
    setFault(text.trim() === "");
    if (text.trim() === "") return;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ""));
    write.mutate(
      {
        sort,
        text,
        about: selected === null ? [] : [selected.id],
        ...given,
        ...(rating === "none" ? {} : { rating }),
      },
      { onSuccess: () => setSaid(EMPTY) },
    );
  };
  return (
    <div className="stack review-form">
      <div className="review-controls">
        <Select
          label={t("review.note-sort")}
          value={sort}
          options={(["strength", "improvement"] as const).map((id) => ({
            id,
            label: t(`review.note-${id}`),
          }))}
          onChange={setSort}
        />
        <Select
          label={t("review.note-rating")}
          value={rating}
          options={RATINGS.map((id) => ({
            id,
            label: id === "none" ? t("review.note-no-rating") : t(`review.note-${id}`),
          }))}
          onChange={setRating}
        />
      </div>
      <TextField
        label={t("review.note-text")}
        lines={3}
        value={said.text}
        onChange={set("text")}
        {...(fault ? { fault: t("review.note-missing") } : {})}
      />
      <TextField label={t("review.note-capability")} value={said.capability} onChange={set("capability")} />
      <TextField
        label={t("review.note-cause")}
        lines={2}
        value={said.rootCause}
        onChange={set("rootCause")}
      />
      <TextField
        label={t("review.note-recommendation")}
        lines={2}
        value={said.recommendation}
        onChange={set("recommendation")}
      />
      <p className="small quiet">
        {selected === null ? t("review.note-about-none") : t("review.note-about", { title: selected.title })}
      </p>
      <div>
        <Button onPress={save} isBusy={write.isPending}>
          {t("review.note-add")}
        </Button>
      </div>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </div>
  );
}
