import type { ColumnCondition, Dataset } from "../../catalogue/dataset.ts";
import { areaById } from "../../places/gazetteer.ts";
import type { Branch } from "../../plan/compile/branch.ts";
import type { Question } from "../../question/question.ts";
import type { RawRow } from "../table/read-result.ts";

/** A place of the answer: how it is told apart, which area it is, what it is called. */
export type PlaceLabel = { readonly key: string; readonly area: string | null; readonly label: string };

const EVERYWHERE: PlaceLabel = { key: "", area: null, label: "" };

/** "miami-dade" → "Miami Dade". */
const titled = (slug: string): string =>
  slug.replaceAll("-", " ").replace(/(^|[\s'])\p{L}/gu, (letter) => letter.toUpperCase());

const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * Names the places of a branch's rows. Areas are found through the description's place values, so that two tables that
 * spell a place differently are joined by area; codes are shown as names; names that occur twice get their parent added.
 */
export function placeLabels(
  branch: Branch,
  dataset: Dataset | undefined,
  question: Question,
): (row: Pick<RawRow, "area" | "places">) => PlaceLabel {
  const asked = new Map((question.place?.areas ?? []).map(({ id, name }) => [id, name]));
  const columns = branch.scan.placeColumns.map(({ column }) => ({
    values: valueIndex(dataset?.placeValues[column] ?? []),
    coded: isCoded(dataset?.columns.find(({ name }) => name === column)?.codeSystem),
  }));
  const nameOf = (area: string): string =>
    asked.get(area) ?? areaById(area)?.name ?? titled(area.slice(area.lastIndexOf("/") + 1));
  return (row) => {
    if (row.area !== null)
      return {
        key: row.area,
        area: row.area,
        label: nameOf(row.area),
      };
    const depth = row.places.findLastIndex((value) => value !== null);
    if (depth < 0) return EVERYWHERE;
    const value = row.places[depth] ?? "";
    const column = columns[depth];
    const area = column?.values(value, row.places.slice(0, depth)) ?? null;
    const own = column?.coded && area !== null ? nameOf(area) : value;
    const parent = row.places.slice(0, depth).findLast((one) => one !== null);
    const label = depth > 1 && parent ? `${own}, ${parent}` : own;
    return {
      key:
        area ??
        row.places
          .slice(0, depth + 1)
          .map((one) => folded(one ?? ""))
          .join("/"),
      area,
      label,
    };
  };
}

type Labelled = { readonly label: string; readonly area: string | null; readonly all: ColumnCondition[] };

/** Every place that the dataset's description names: what it is called in an answer, and how the table names it. */
function labelled(branch: Branch, dataset: Dataset | undefined, question: Question): Labelled[] {
  const label = placeLabels(branch, dataset, question);
  const raw = (area: string | null, places: readonly (string | null)[]): RawRow => ({
    ...{ w: "now", dims: [], t: null, t2: null, v: null, x: null, y: null, n: null, nn: null, m: null },
    area,
    places,
  });
  const columns = branch.scan.placeColumns.map(({ column }) => column);
  return columns.flatMap((column, depth) =>
    (dataset?.placeValues[column] ?? []).flatMap(({ value, area, within = [] }): Labelled[] => {
      const parents = columns.slice(0, depth).map((_, index) => within[index] ?? null);
      const all = [...parents, value].flatMap((one, index): ColumnCondition[] =>
        one === null ? [] : [{ column: columns[index] ?? column, op: "in", values: [one] }],
      );
      const own = { label: label(raw(null, [...parents, value])).label, area, all };
      return area === null ? [own] : [own, { label: label(raw(area, [])).label, area, all }];
    }),
  );
}

/** The areas behind the labels of a branch's places, as far as the dataset's description names them. */
export const areaLabels = (
  branch: Branch,
  dataset: Dataset | undefined,
  question: Question,
): ReadonlyMap<string, string> =>
  new Map(
    labelled(branch, dataset, question).flatMap(({ label, area }) => (area === null ? [] : [[label, area]])),
  );

/** How the table's rows name a place of the answer; a place that the description does not name is looked for as it stands. */
export function placesLabelled(
  branch: Branch,
  dataset: Dataset,
  question: Question,
  label: string,
): ColumnCondition[][] {
  const named = labelled(branch, dataset, question).flatMap((one) => (one.label === label ? [one.all] : []));
  const column = branch.scan.placeColumns.at(-1)?.column;
  if (named.length > 0) return named;
  return column === undefined ? [[]] : [[{ column, op: "in", values: [label] }]];
}

const isCoded = (system: string | undefined): boolean =>
  system !== undefined && system !== "names" && system !== "name";

type Values = Dataset["placeValues"][string];

function valueIndex(values: Values): (value: string, within: readonly (string | null)[]) => string | null {
  const byValue = new Map<string, Values>();
  for (const one of values) byValue.set(one.value, [...(byValue.get(one.value) ?? []), one]);
  return (value, within) => {
    const known = byValue.get(value) ?? [];
    const exact = known.find((one) => one.within?.every((parent, index) => parent === within[index]));
    return (
      (exact ?? (known.length === 1 ? known[0] : known.find((one) => one.within === undefined)))?.area ?? null
    );
  };
}
