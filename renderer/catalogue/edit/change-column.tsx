import { useState } from "react";
import { rolesFor } from "../../../shared/catalogue/corrected-columns.ts";
import type { ColumnCorrection, NewMeasure } from "../../../shared/catalogue/corrections.ts";
import type { Column } from "../../../shared/catalogue/dataset.ts";
import { LEVELS } from "../../../shared/places/area.ts";
import { GRAINS } from "../../../shared/time/grain.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { useText } from "../../text/language.tsx";
import { ChangeButton } from "./change-button.tsx";
import { isComplete, type MeasureDraft, MeasureFields } from "./measure-fields.tsx";

type OnChange = (correction: ColumnCorrection, newMeasure: NewMeasure | null) => void;
type Props = { readonly column: Column; readonly isMeasured: boolean; readonly onChange: OnChange };

/** A button beside a column that opens the form in which it is corrected. `isMeasured`: a measure reads the column already. */
export function ChangeColumn(props: Props) {
  return <ChangeButton name={props.column.name}>{(close) => <Form {...props} close={close} />}</ChangeButton>;
}

function Form({ column, isMeasured, onChange, close }: Props & { readonly close: () => void }) {
  const { t } = useText();
  const [role, setRole] = useState(column.role);
  const [unit, setUnit] = useState(column.unit ?? "");
  const [level, setLevel] = useState(column.level ?? "country");
  const [grain, setGrain] = useState(column.time?.grain ?? "day");
  const [measure, setMeasure] = useState<MeasureDraft>({
    concept: "",
    subject: "",
    unit: column.unit ?? "",
    behaviour: "flow",
  });
  const needsMeasure = role === "measure" && !isMeasured;
  const isReady = !needsMeasure || isComplete(measure);
  const apply = () => {
    if (!isReady) return;
    const { concept, subject, behaviour } = measure;
    const said = needsMeasure ? measure.unit.trim() : unit.trim();
    onChange(
      {
        ...(role === column.role ? {} : { role }),
        ...(said === "" || said === column.unit ? {} : { unit: said }),
        ...(role === "place" && level !== column.level ? { level } : {}),
        ...((role === "time" || role === "vintage") && grain !== column.time?.grain ? { grain } : {}),
      },
      needsMeasure
        ? { column: column.name, concept, unit: said, behaviour, ...(subject === "" ? {} : { subject }) }
        : null,
    );
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
      <Select
        label={t("edit.role")}
        value={role}
        options={rolesFor(column).map((id) => ({ id, label: t(`role.${id}`) }))}
        onChange={setRole}
      />
      {role === "place" ? (
        <Select
          label={t("edit.level")}
          value={level}
          options={LEVELS.map((id) => ({ id, label: t(`level.${id}`) }))}
          onChange={setLevel}
        />
      ) : null}
      {role === "time" || role === "vintage" ? (
        <Select
          label={t("edit.grain")}
          value={grain}
          options={GRAINS.map((id) => ({ id, label: t(`grain.${id}`) }))}
          onChange={setGrain}
        />
      ) : null}
      {needsMeasure ? <MeasureFields draft={measure} onChange={setMeasure} /> : null}
      {role === "attribute" || role === "identifier" ? (
        <TextField label={t("edit.unit")} value={unit} maxLength={100} onChange={setUnit} />
      ) : null}
      <div className="row">
        <Button type="submit" loudness="main" isDisabled={!isReady}>
          {t("edit.apply")}
        </Button>
        <Button onPress={close}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
