import { useState } from "react";
import type { ConceptAccount } from "../../../shared/api/sources.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { ENTRY_CHANGED } from "../refresh.ts";

const NOBODY = "";

/** Says which dataset is the source of a thing, everywhere or in one place. Each entry that changes gets a new version. */
export function DesignateForm({ account }: { readonly account: ConceptAccount }) {
  const { t } = useText();
  const designate = useDo("catalogue.designate", ENTRY_CHANGED);
  const [dataset, setDataset] = useState<string | null>(null);
  const [place, setPlace] = useState("");
  const { concept, subject, sources } = account;
  const options = [
    ...sources.map(({ id, title }) => ({ id, label: title })),
    { id: NOBODY, label: t("concept.nobody") },
  ];
  const save = () =>
    designate.mutate(
      {
        concept,
        subject,
        place: place.trim() === "" ? null : place.trim(),
        dataset: dataset === NOBODY ? null : dataset,
      },
      {
        onSuccess: () => {
          setDataset(null);
          setPlace("");
        },
      },
    );
  return (
    <div className="stack designate">
      {designate.isError ? <ProblemNote problem={problemOf(designate.error)} /> : null}
      <div className="edit-pair">
        <Select
          label={t("concept.source")}
          placeholder={t("concept.choose")}
          value={dataset}
          options={options}
          onChange={setDataset}
        />
        <TextField
          label={t("concept.place")}
          hint={t("concept.place-hint")}
          value={place}
          maxLength={300}
          onChange={setPlace}
        />
      </div>
      <div className="row">
        <Button isDisabled={dataset === null} isBusy={designate.isPending} onPress={save}>
          {t("concept.designate")}
        </Button>
        <span className="small quiet" role="status">
          {designate.isSuccess ? t("concept.designate-done", { count: designate.data.changed }) : null}
        </span>
      </div>
    </div>
  );
}
