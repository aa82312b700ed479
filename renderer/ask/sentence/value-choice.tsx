import { useState } from "react";
import type { Choice } from "../../../shared/api.ts";
import { type Comparator, comparatorSchema, type Question } from "../../../shared/question/question.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { DateField } from "../../parts/date-field.tsx";
import { NumberField, TextField } from "../../parts/field.tsx";
import { useText } from "../../text/language.tsx";
import type { PartName } from "./part-control.tsx";

type Props = {
  readonly question: Question;
  readonly onChoose: (choice: Pick<Choice, "patch">) => void;
};

/** Values that no list can hold, typed beside the list of a part: a limit, a target, an event of one's own. */
export function ValueChoice({ name, ...props }: Props & { readonly name: PartName }) {
  const { measure } = props.question;
  if (name === "statistic" && measure !== undefined && "condition" in measure.statistic)
    return <LimitChoice {...props} />;
  if (name === "against") return <TargetChoice {...props} />;
  return name === "intervention" ? <EventChoice {...props} /> : null;
}

/** The limit that days or places are counted by. */
function LimitChoice({ question, onChoose }: Props) {
  const { t } = useText();
  const { measure } = question;
  const now = measure && "condition" in measure.statistic ? measure.statistic.condition : null;
  const [op, setOp] = useState<Comparator>(now?.op ?? ">");
  const [value, setValue] = useState(now?.value ?? Number.NaN);
  const use = () => {
    if (measure === undefined || !("condition" in measure.statistic) || !Number.isFinite(value)) return;
    const statistic = { ...measure.statistic, condition: { op, value } };
    onChoose({ patch: { measure: { ...measure, statistic } } });
  };
  return (
    <form
      className="stack value-choice"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <div className="decision-pair">
        <Select
          label={t("choices.limit-op")}
          value={op}
          options={comparatorSchema.options.map((id) => ({ id, label: t(`op.${id}`) }))}
          onChange={setOp}
        />
        <NumberField label={t("choices.limit")} value={value} onChange={setValue} />
      </div>
      <Button type="submit" isDisabled={!Number.isFinite(value)}>
        {t("choices.limit-use")}
      </Button>
    </form>
  );
}

/** A fixed value that the number is held against. */
function TargetChoice({ question, onChoose }: Props) {
  const { t } = useText();
  const now = question.against?.kind === "target" ? question.against.value : Number.NaN;
  const [value, setValue] = useState(now);
  return (
    <form
      className="row value-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (Number.isFinite(value)) onChoose({ patch: { against: { kind: "target", value } } });
      }}
    >
      <NumberField label={t("choices.target")} value={value} onChange={setValue} />
      <Button type="submit" isDisabled={!Number.isFinite(value)}>
        {t("choices.target-use")}
      </Button>
    </form>
  );
}

/** What happened and when, where no named event fits. */
function EventChoice({ question, onChoose }: Props) {
  const { t } = useText();
  const [what, setWhat] = useState(question.intervention?.what ?? "");
  const [on, setOn] = useState<string | null>(question.intervention?.on ?? null);
  const isWhole = what.trim() !== "" && on !== null;
  return (
    <form
      className="stack value-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (on !== null && isWhole) onChoose({ patch: { intervention: { what: what.trim(), on } } });
      }}
    >
      <TextField label={t("choices.event-what")} value={what} onChange={setWhat} maxLength={300} />
      <DateField label={t("choices.event-on")} value={on} onChange={setOn} />
      <Button type="submit" isDisabled={!isWhole}>
        {t("choices.event-use")}
      </Button>
    </form>
  );
}
