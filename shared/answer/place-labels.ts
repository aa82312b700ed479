import type { Dataset } from "../catalogue/dataset.ts";
import { areaById } from "../places/gazetteer.ts";
import type { Branch } from "../plan/compile/branch.ts";
import type { Question } from "../question/question.ts";
import type { RawRow } from "./table/read-result.ts";

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
): (row: RawRow) => PlaceLabel {
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

/** The areas behind the labels of a branch's places, as far as the dataset's description names them. */
export function areaLabels(
  branch: Branch,
  dataset: Dataset | undefined,
  question: Question,
): ReadonlyMap<string, string> {
  const label = placeLabels(branch, dataset, question);
  const raw = (area: string | null, places: readonly (string | null)[]): RawRow => ({
    ...{ w: "now", dims: [], t: null, t2: null, v: null, x: null, y: null, n: null, nn: null, m: null },
    area,
    places,
  });
  const labelled = branch.scan.placeColumns.flatMap(({ column }, depth) =>
    (dataset?.placeValues[column] ?? []).flatMap(({ value, area, within = [] }) => {
      if (area === null) return [];
      const parents = Array.from({ length: depth }, (_, index) => within[index] ?? null);
      return [
        [label(raw(null, [...parents, value])).label, area] as const,
        [label(raw(area, [])).label, area] as const,
      ];
    }),
  );
  return new Map(labelled);
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
