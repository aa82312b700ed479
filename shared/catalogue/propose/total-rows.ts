import type { ColumnCondition, Measure } from "../dataset.ts";
import type { FileProfile } from "../profile.ts";
import type { Evidence } from "./evidence.ts";
import type { TableReading } from "./reading.ts";

/** Words for all of a group, in the column that tells the group's parts apart. */
const TOTAL =
  /^((grand |sub ?-?)?totals?|all|overall|both|combined|sum|(all|both|total,?) (sexes|genders|ages?|age groups?|groups?|categories|types|causes|persons|people)|(sexes|ages?|groups?), (all|both|total)|insgesamt|gesamt|ensemble|tous|toutes|les deux)$/i;

/** Fewer parts than this beside a total are no breakdown. */
const FEWEST_PARTS = 2;

/** What a table's rows of totals mean for its use: conditions for every use, and what people should know. */
export type TotalRows = {
  readonly always: readonly ColumnCondition[];
  readonly notes: readonly string[];
  readonly evidence: readonly Evidence[];
};

/**
 * Finds rows that stand beside their own parts ("both" beside "male" and "female"): added up with them, everything counts twice.
 * Where all measures may be added up they are left out, and a question that names such a value still gets it. Shares and scores
 * are not added up: there the row stays, and people are told.
 */
export function totalRows(
  profile: FileProfile,
  reading: TableReading,
  measures: readonly Pick<Measure, "behaviour" | "column" | "where">[],
): TotalRows {
  if (reading.rowsAreEvents || reading.long !== null) return NONE;
  const groups = new Set(
    reading.columns.flatMap(({ name, role }) => (role === "dimension" || role === "attribute" ? [name] : [])),
  );
  const found = profile.columns.flatMap((column): ColumnCondition[] => {
    const values = (column.values ?? []).map(([value]) => value);
    const totals = values.filter((value) => TOTAL.test(value.trim()));
    const parts = values.length - totals.length;
    return groups.has(column.name) && totals.length > 0 && parts >= FEWEST_PARTS
      ? [{ column: column.name, op: "not-in", values: totals }]
      : [];
  });
  if (found.length === 0) return NONE;
  const adds = measures.every(({ behaviour }) => behaviour !== "ratio" && behaviour !== "index");
  const said = (condition: ColumnCondition): string =>
    `Rows whose “${condition.column}” is ${condition.values.map((value) => `“${value}”`).join(" or ")} stand beside their own parts`;
  return {
    always: adds ? found : [],
    notes: found.map((condition) =>
      adds
        ? `${said(condition)} and are left out where figures are added up.`
        : `${said(condition)}: choose a value of “${condition.column}” where they are not to be taken together.`,
    ),
    evidence: found.map((condition) => ({
      field: "always",
      column: condition.column,
      text: `${said(condition)}.`,
      basis: "seen",
    })),
  };
}

const NONE: TotalRows = { always: [], notes: [], evidence: [] };
