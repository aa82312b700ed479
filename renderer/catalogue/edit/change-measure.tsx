import { useState } from "react";
import type { MeasureCorrection } from "../../../shared/catalogue/corrections.ts";
import type { Measure } from "../../../shared/catalogue/dataset.ts";
import { Button } from "../../parts/button.tsx";
import { useText } from "../../text/language.tsx";
import { useWords } from "../use-words.ts";
import { ChangeButton } from "./change-button.tsx";
import { isComplete, type MeasureDraft, MeasureFields } from "./measure-fields.tsx";

/** A button beside a measure that opens the form in which it is corrected. */
export function ChangeMeasure({
  measure,
  onChange,
}: {
  readonly measure: Measure;
  readonly onChange: (correction: MeasureCorrection) => void;
}) {
  return (
    <ChangeButton name={measure.label}>
      {(close) => <Form measure={measure} onChange={onChange} close={close} />}
    </ChangeButton>
  );
}

function Form({
  measure,
  onChange,
  close,
}: {
  readonly measure: Measure;
  readonly onChange: (correction: MeasureCorrection) => void;
  readonly close: () => void;
}) {
  const { t } = useText();
  const { concept, subject, unit, behaviour } = measure;
  const [draft, setDraft] = useState<MeasureDraft>({ concept, subject: subject ?? "", unit, behaviour });
  const { concepts } = useWords();
  const isNew = (id: string) => id !== concept && !concepts.some((word) => word.id === id);
  const apply = () => {
    if (!isComplete(draft)) return;
    onChange({
      ...(draft.concept === concept ? {} : { concept: draft.concept }),
      // A new word has no name but the one it is written as here.
      ...(isNew(draft.concept) ? { label: draft.concept.replaceAll("-", " ") } : {}),
      ...(draft.subject === (subject ?? "") ? {} : { subject: draft.subject === "" ? null : draft.subject }),
      ...(draft.unit.trim() === unit ? {} : { unit: draft.unit.trim() }),
      ...(draft.behaviour === behaviour ? {} : { behaviour: draft.behaviour }),
    });
    close();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <MeasureFields draft={draft} onChange={setDraft} />
      <div className="row">
        <Button type="submit" loudness="main" isDisabled={!isComplete(draft)}>
          {t("edit.apply")}
        </Button>
        <Button onPress={close}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
