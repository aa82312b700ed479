import { useState } from "react";
import type { ChannelInput } from "../../../shared/api.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo, useUseCase } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { DateField } from "../../parts/date-field.tsx";
import { NumberField, TextField } from "../../parts/field.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";

type Lesson = ChannelInput<"review.learn">["lesson"];
type Sort = Lesson["sort"];
const SORTS = ["template", "alias", "standing-request", "drill"] as const satisfies readonly Sort[];

/** What is typed, for all sorts of lessons; each sort takes what it needs. */
type Said = {
  readonly words: string;
  readonly concept: string;
  readonly purpose: string;
  readonly holder: string;
  readonly everyDays: number;
  readonly day: string | null;
  readonly minutes: number;
};

/** Makes something of what was learned: a question, a word, a standing request or a drill. */
export function LessonForm({
  observationId,
  text,
  today,
  onDone,
}: {
  readonly observationId: string | null;
  /** The words to begin with. */
  readonly text: string;
  readonly today: string;
  readonly onDone: () => void;
}) {
  const { t } = useText();
  const write = useDo("review.learn", ["review.get", "question.suggestions", "vocabulary.get"]);
  const [sort, setSort] = useState<Sort>("template");
  const [fault, setFault] = useState(false);
  const [said, setSaid] = useState<Said>({
    words: text,
    concept: "",
    purpose: "",
    holder: "",
    everyDays: 30,
    day: today,
    minutes: 60,
  });
  const save = () => {
    const lesson = lessonOf(sort, said);
    setFault(lesson === null);
    if (lesson !== null) write.mutate({ observationId, lesson, state: "active" }, { onSuccess: onDone });
  };
  return (
    <div className="stack review-form">
      <Select
        label={t("learn.sort")}
        value={sort}
        options={SORTS.map((id) => ({ id, label: t(`learn.sort-${id}`) }))}
        onChange={setSort}
      />
      <p className="small quiet">{t(`learn.help-${sort}`)}</p>
      <TextField
        label={t(`learn.words-${sort}`)}
        lines={sort === "drill" ? 4 : 2}
        value={said.words}
        onChange={(words) => setSaid({ ...said, words })}
        {...(fault ? { fault: t("learn.missing") } : {})}
      />
      <Fields sort={sort} said={said} onChange={setSaid} />
      <div className="row">
        <Button loudness="main" onPress={save} isBusy={write.isPending}>
          {t("learn.keep")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </div>
  );
}

function Fields({
  sort,
  said,
  onChange,
}: {
  readonly sort: Sort;
  readonly said: Said;
  readonly onChange: (said: Said) => void;
}) {
  const { t, locale } = useText();
  const vocabulary = useUseCase("vocabulary.get", {}, { enabled: sort === "alias" });
  switch (sort) {
    case "template":
      return null;
    case "alias": {
      const language = locale.startsWith("fr") ? "fr" : "en";
      const options = (vocabulary.data?.concepts ?? [])
        .map(({ id, words }) => ({ id, label: words[language]?.label ?? words.en?.label ?? id }))
        .sort((a, b) => a.label.localeCompare(b.label, locale));
      return (
        <Select
          label={t("learn.concept")}
          value={said.concept}
          options={options}
          onChange={(concept) => onChange({ ...said, concept })}
        />
      );
    }
    case "standing-request":
      return (
        <>
          <TextField
            label={t("requests.purpose")}
            value={said.purpose}
            onChange={(purpose) => onChange({ ...said, purpose })}
          />
          <TextField
            label={t("requests.holder")}
            value={said.holder}
            onChange={(holder) => onChange({ ...said, holder })}
          />
          <div className="review-controls">
            <NumberField
              label={t("learn.every-days")}
              value={said.everyDays}
              minValue={1}
              onChange={(everyDays) => onChange({ ...said, everyDays })}
            />
            <DateField
              label={t("learn.first-day")}
              value={said.day}
              onChange={(day) => onChange({ ...said, day })}
            />
          </div>
        </>
      );
    case "drill":
      return (
        <>
          <TextField
            label={t("learn.drill-title")}
            value={said.purpose}
            onChange={(purpose) => onChange({ ...said, purpose })}
          />
          <div className="review-controls">
            <DateField
              label={t("learn.drill-day")}
              value={said.day}
              onChange={(day) => onChange({ ...said, day })}
            />
            <NumberField
              label={t("learn.drill-minutes")}
              value={said.minutes}
              minValue={1}
              onChange={(minutes) => onChange({ ...said, minutes })}
            />
          </div>
        </>
      );
  }
}

/** The lesson that was typed; null while something is missing. */
export function lessonOf(sort: Sort, said: Said): Lesson | null {
  const words = said.words.trim();
  const lines = words.split("\n").flatMap((line) => line.trim() || []);
  if (words === "") return null;
  const whole = (value: number) => (Number.isInteger(value) && value > 0 ? value : null);
  switch (sort) {
    case "template":
      return { sort, text: words, questionId: null };
    case "alias":
      return said.concept === "" ? null : { sort, words, concept: said.concept };
    case "standing-request": {
      const everyDays = whole(said.everyDays);
      if (everyDays === null || said.day === null || said.purpose.trim() === "") return null;
      return {
        sort,
        wanted: words,
        purpose: said.purpose.trim(),
        everyDays,
        from: said.day,
        ...(said.holder.trim() === "" ? {} : { holder: said.holder.trim() }),
      };
    }
    case "drill": {
      const withinMinutes = whole(said.minutes);
      if (withinMinutes === null || said.day === null || said.purpose.trim() === "") return null;
      return {
        sort,
        title: said.purpose.trim(),
        on: said.day,
        questions: lines.map((text) => ({ text, withinMinutes })),
      };
    }
  }
}
