import { useState } from "react";
import type { Observation } from "../../shared/review/review.ts";
import type { TimelineItem } from "../../shared/review/timeline.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Select } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

const RATINGS = ["none", "P", "S", "M", "U"] as const;
const EMPTY = { text: "", capability: "", rootCause: "", recommendation: "" };

/** A new observation, linked to what is selected on the timeline, or a known one put in other words. */
export function ObservationForm({
  selected,
  known,
  onDone,
}: {
  readonly selected: TimelineItem | null;
  readonly known?: Observation;
  readonly onDone?: () => void;
}) {
  const { t } = useText();
  const write = useDo("review.observe", ["review.get"]);
  const [sort, setSort] = useState<Observation["sort"]>(known?.sort ?? "improvement");
  const [rating, setRating] = useState<(typeof RATINGS)[number]>(known?.rating ?? "none");
  const [said, setSaid] = useState({ ...EMPTY, ...(known === undefined ? {} : wordsOf(known)) });
  const [fault, setFault] = useState(false);
  const set = (part: keyof typeof EMPTY) => (value: string) => setSaid({ ...said, [part]: value });
  const save = () => {
    const { text, ...rest } = said;
    setFault(text.trim() === "");
    if (text.trim() === "") return;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ""));
    write.mutate(
      {
        ...(known === undefined ? {} : { observationId: known.observationId }),
        sort,
        text,
        about:
          known?.about ?? (selected === null ? [] : [selected.lane === "data" ? selected.of : selected.id]),
        ...given,
        ...(rating === "none" ? {} : { rating }),
      },
      {
        onSuccess: () => {
          setSaid(EMPTY);
          onDone?.();
        },
      },
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
      {known === undefined ? (
        <p className="small quiet">
          {selected === null
            ? t("review.note-about-none")
            : t("review.note-about", { title: selected.title })}
        </p>
      ) : null}
      <div className="row">
        <Button onPress={save} isBusy={write.isPending}>
          {t(known === undefined ? "review.note-add" : "review.note-save")}
        </Button>
        {onDone === undefined ? null : <Button onPress={onDone}>{t("cancel")}</Button>}
      </div>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </div>
  );
}

const wordsOf = ({ text, capability = "", rootCause = "", recommendation = "" }: Observation) => ({
  text,
  capability,
  rootCause,
  recommendation,
});
