import { useState } from "react";
import type { Measures } from "../../../shared/review/review.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { TextField } from "../../parts/field.tsx";
import { Empty } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { waitText } from "../wait.ts";

type Unit = Measures["units"][number];

/** The figures of each organisational unit, and who belongs to which. */
export function Units({ units }: { readonly units: Measures["units"] }) {
  const text = useText();
  const { t, number, list } = text;
  if (units.length === 0) return <Empty title={t("measures.none")} />;
  const count = (id: "questions" | "answered" | "unanswered" | "stale" | "decided") => ({
    id,
    label: t(`measures.${id}`),
    numeric: true,
    cell: (unit: Unit) => number(unit[id]),
  });
  return (
    <div className="stack">
      <DataTable
        caption={t("review.tab-units")}
        rows={units}
        columns={[
          {
            id: "unit",
            label: t("measures.unit"),
            heading: true,
            cell: ({ unit }) => (unit === "" ? t("measures.unit-unknown") : unit),
          },
          { id: "people", label: t("measures.people"), cell: ({ people }) => list(people) },
          count("questions"),
          count("answered"),
          count("unanswered"),
          count("stale"),
          count("decided"),
          {
            id: "median",
            label: t("measures.median"),
            numeric: true,
            cell: ({ toAnswer }) => waitText(toAnswer.median, text),
          },
          {
            id: "p90",
            label: t("measures.p90"),
            numeric: true,
            cell: ({ toAnswer }) => waitText(toAnswer.p90, text),
          },
        ]}
      />
      <UnitForm units={units} />
    </div>
  );
}

/** Says who acts for which unit; kept in the ledger, so that every reviewer counts the same. */
function UnitForm({ units }: { readonly units: Measures["units"] }) {
  const { t } = useText();
  const write = useDo("review.unit", ["review.get"]);
  const people = units.flatMap((unit) => unit.people.map((person) => ({ person, unit: unit.unit })));
  const [actor, setActor] = useState(people[0]?.person ?? "");
  const [unit, setUnit] = useState(people[0]?.unit ?? "");
  const choose = (person: string) => {
    setActor(person);
    setUnit(people.find((one) => one.person === person)?.unit ?? "");
  };
  return (
    <div className="review-controls">
      <Select
        label={t("measures.person")}
        value={actor}
        options={people.map(({ person }) => ({ id: person, label: person }))}
        onChange={choose}
      />
      <TextField label={t("measures.acts-for")} value={unit} onChange={setUnit} />
      <Button
        onPress={() => write.mutate({ actor, unit })}
        isBusy={write.isPending}
        isDisabled={actor === ""}
      >
        {t("measures.unit-keep")}
      </Button>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </div>
  );
}
