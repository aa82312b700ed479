import type { Dataset } from "../catalogue/dataset.ts";
import type { Branch } from "../plan/compile/branch.ts";
import { joinedColumns } from "../plan/compile/compile-joined-places.ts";
import type { Assumption } from "../plan/plan.ts";
import { listWords } from "../plan/words.ts";
import type { Question } from "../question/question.ts";
import { showNumber } from "./rounding.ts";
import type { RawTable } from "./table/read-result.ts";
import { placeLabels } from "./wording/place-labels.ts";

/** One side of a join by place: its branch, where it comes from, and its places with their rows (plan/compile/compile-joined-places.ts). */
export type JoinSide = {
  readonly branch: Branch;
  readonly dataset: Dataset | undefined;
  readonly table: RawTable;
};

/** What a join by place keeps and loses of its first table. */
export type JoinCounts = {
  readonly places: number;
  readonly matched: number;
  /** Places of the first table that the second has nothing for, by name, and their rows. */
  readonly lost: readonly string[];
  readonly lostRows: number;
};

/** Counts what a join keeps and loses, by the same names and areas by which the join itself is made. */
export function joinCounts(left: JoinSide, right: JoinSide, question: Question): JoinCounts {
  const there = new Set(placesOf(right, question).map(({ key }) => key));
  const own = new Map<string, { readonly label: string; readonly rows: number }>();
  for (const { key, label, rows } of placesOf(left, question))
    own.set(key, { label, rows: rows + (own.get(key)?.rows ?? 0) });
  const lost = [...own].flatMap(([key, one]) => (there.has(key) ? [] : [one]));
  return {
    places: own.size,
    matched: own.size - lost.length,
    lost: lost.map(({ label }) => label).sort(),
    lostRows: lost.reduce((sum, { rows }) => sum + rows, 0),
  };
}

function placesOf({ branch, dataset, table }: JoinSide, question: Question) {
  const label = placeLabels(branch, dataset, question);
  const key = branch.aggregate.place;
  const areas = key.kind === "areas" ? new Map(key.areas) : null;
  const at = branch.scan.placeColumns.map((_, index) =>
    table.columns.findIndex(({ name }) => name === `p${index + 1}`),
  );
  const [only] = joinedColumns(branch);
  const spelling = table.columns.findIndex(({ name }) => name === only);
  const rowsAt = table.columns.findIndex(({ name }) => name === "n");
  return table.rows.flatMap((row) => {
    const text = (index: number): string | null => {
      const cell = row[index];
      return cell === null || cell === undefined ? null : String(cell);
    };
    const area = key.kind === "value" ? text(spelling) : (areas?.get(text(spelling) ?? "") ?? null);
    if (areas !== null && area === null) return [];
    const place = label({ area, places: at.map(text) });
    return place.label === "" ? [] : [{ ...place, rows: Number(row[rowsAt] ?? 0) }];
  });
}

/** What a join keeps and loses, in words: it stands in the plan before the question is sealed. */
export function joinWords(
  { places, matched, lost, lostRows }: JoinCounts,
  [left, right]: readonly [string, string],
): Assumption {
  const tables = `“${left}” and “${right}” are joined by place`;
  if (lost.length === 0)
    return {
      code: "assumed",
      severity: "minor",
      text: `${tables}: ${places === 1 ? "the one place is" : `all ${showNumber(places)} places are`} in both.`,
    };
  return {
    code: "assumed",
    severity: "notable",
    text: `${tables}: ${showNumber(matched)} of ${showNumber(places)} places are in both; ${showNumber(lost.length)} ${lost.length === 1 ? "is" : "are"} lost with ${showNumber(lostRows)} ${lostRows === 1 ? "row" : "rows"}: ${listWords(lost)}.`,
  };
}
