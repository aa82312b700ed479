import {
  type Corrections,
  mergeCorrections,
  type NewMeasure,
} from "../../../shared/catalogue/corrections.ts";
import type { Column, Dataset, Measure } from "../../../shared/catalogue/dataset.ts";
import type { Evidence } from "../../../shared/catalogue/propose/evidence.ts";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { Badge, type Standing } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { useWords } from "../use-words.ts";
import { ChangeColumn } from "./change-column.tsx";
import { ChangeMeasure } from "./change-measure.tsx";

/** What an editor of columns and measures needs: the entry as corrected so far, the corrections, and why things are proposed. */
export type Structure = {
  readonly dataset: Dataset;
  readonly corrections: Corrections;
  readonly onChange: (corrections: Corrections) => void;
  /** Absent: nothing is proposed, the entry is edited. */
  readonly evidence?: readonly Evidence[];
};

/** The columns of an entry with what Askline makes of each, why, and a way to correct it. */
export function ColumnsEditor({ dataset, corrections, onChange, evidence }: Structure) {
  const { t } = useText();
  const correct = (column: string, part: object, newMeasure: NewMeasure | null) =>
    onChange(
      mergeCorrections(corrections, {
        columns: { [column]: part },
        ...(newMeasure ? { newMeasures: [newMeasure] } : {}),
      }),
    );
  const columns: DataColumn<Column>[] = [
    { id: "name", label: t("entry.column"), heading: true, cell: ({ name }) => <code>{name}</code> },
    { id: "role", label: t("edit.what"), cell: (column) => <ReadAs column={column} /> },
    ...(evidence
      ? [
          {
            id: "why",
            label: t("edit.why"),
            cell: ({ name }: Column) => (
              <Why
                evidence={evidence.filter((one) => one.column === name && one.measure === undefined)}
                isCorrected={corrections.columns?.[name] !== undefined}
              />
            ),
          },
        ]
      : []),
    {
      id: "change",
      label: t("edit.change"),
      cell: (column) => (
        <ChangeColumn
          column={column}
          isMeasured={dataset.measures.some((measure) => measure.column === column.name)}
          onChange={(part, newMeasure) => correct(column.name, part, newMeasure)}
        />
      ),
    },
  ];
  return <DataTable caption={t("edit.columns")} columns={columns} rows={dataset.columns} />;
}

function ReadAs({ column: { role, unit, level, time } }: { readonly column: Column }) {
  const { t } = useText();
  const detail =
    role === "place" && level
      ? t(`level.${level}`)
      : (role === "time" || role === "vintage") && time
        ? t(`grain.${time.grain}`)
        : unit;
  return (
    <>
      {t(`role.${role}`)}
      {detail === undefined ? null : <div className="small quiet">{detail}</div>}
    </>
  );
}

/** What an entry can be asked for, with what each measure counts and how it adds up, why, and a way to correct it. */
export function MeasuresEditor({ dataset, corrections, onChange, evidence }: Structure) {
  const { t } = useText();
  const { conceptName, subjectName } = useWords();
  const columns: DataColumn<Measure>[] = [
    { id: "label", label: t("entry.measure"), heading: true, cell: ({ label }) => label },
    {
      id: "concept",
      label: t("edit.what"),
      cell: ({ concept, subject, unit, behaviour }) => (
        <>
          {[conceptName(concept), subject === undefined ? null : subjectName(subject)]
            .filter(Boolean)
            .join(", ")}
          <div className="small quiet">
            {unit} · {t(`behaviour.${behaviour}`)}
          </div>
        </>
      ),
    },
    ...(evidence
      ? [
          {
            id: "why",
            label: t("edit.why"),
            cell: (measure: Measure) => (
              <Why
                evidence={evidence.filter((one) => one.measure === measure.id)}
                isCorrected={corrections.measures?.[measure.id] !== undefined}
              />
            ),
          },
        ]
      : []),
    {
      id: "change",
      label: t("edit.change"),
      cell: (measure) => (
        <ChangeMeasure
          measure={measure}
          onChange={(part) => onChange(mergeCorrections(corrections, { measures: { [measure.id]: part } }))}
        />
      ),
    },
  ];
  return <DataTable caption={t("edit.measures")} columns={columns} rows={dataset.measures} />;
}

const BASIS: Readonly<Record<Evidence["basis"], Standing>> = {
  said: "good",
  seen: "good",
  guessed: "notice",
};
const WEAKEST_FIRST = ["guessed", "seen", "said"] as const;

/** The sentences behind a proposal, with how sure it is: as sure as its weakest part. */
function Why({
  evidence,
  isCorrected,
}: {
  readonly evidence: readonly Evidence[];
  readonly isCorrected: boolean;
}) {
  const { t } = useText();
  if (isCorrected) return <Badge standing="good">{t("edit.corrected")}</Badge>;
  const weakest = WEAKEST_FIRST.find((basis) => evidence.some((one) => one.basis === basis));
  if (weakest === undefined) return null;
  return (
    <>
      <Badge standing={BASIS[weakest]}>{t(`edit.${weakest}`)}</Badge>
      {[...new Set(evidence.map(({ text }) => text))].map((text) => (
        <div key={text} className="small quiet">
          {text}
        </div>
      ))}
    </>
  );
}
