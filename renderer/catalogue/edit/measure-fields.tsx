import { BEHAVIOURS, type Behaviour } from "../../../shared/vocabulary/behaviour.ts";
import { Select } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { useText } from "../../text/language.tsx";
import { useWords } from "../use-words.ts";
import { WordField } from "./word-field.tsx";

/** What a person says of a measure while its form is open; empty text: nothing. */
export type MeasureDraft = {
  readonly concept: string;
  readonly subject: string;
  readonly unit: string;
  readonly behaviour: Behaviour;
};

/** True when nothing that must be said is missing. */
export const isComplete = ({ concept, unit }: MeasureDraft): boolean => concept !== "" && unit.trim() !== "";

/** What is counted, of what, in which unit, and how it adds up. */
export function MeasureFields({
  draft,
  onChange,
}: {
  readonly draft: MeasureDraft;
  readonly onChange: (draft: MeasureDraft) => void;
}) {
  const { t } = useText();
  const { concepts, subjects } = useWords();
  return (
    <>
      <WordField
        label={t("edit.concept")}
        hint={t("edit.concept-hint")}
        fault={draft.concept === "" ? t("edit.concept-needed") : undefined}
        words={concepts}
        value={draft.concept}
        onChange={(concept) => onChange({ ...draft, concept })}
      />
      <WordField
        label={t("edit.subject")}
        words={subjects}
        value={draft.subject}
        onChange={(subject) => onChange({ ...draft, subject })}
      />
      <TextField
        label={t("edit.unit")}
        value={draft.unit}
        maxLength={100}
        onChange={(unit) => onChange({ ...draft, unit })}
        {...(draft.unit.trim() === "" ? { fault: t("edit.unit-needed") } : {})}
      />
      <Select
        label={t("edit.behaviour")}
        value={draft.behaviour}
        options={BEHAVIOURS.map((id) => ({ id, label: t(`behaviour.${id}`) }))}
        onChange={(behaviour) => onChange({ ...draft, behaviour })}
      />
    </>
  );
}
