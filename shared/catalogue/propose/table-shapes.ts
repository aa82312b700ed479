import type { AreaId } from "../../places/area.ts";
import type { ColumnProfile } from "../profile.ts";
import type { DescribedColumn } from "./description.ts";
import type { PlaceKnowledge } from "./knowledge.ts";
import { wordsOf } from "./words.ts";

type Pair = { readonly described: DescribedColumn; readonly facts: ColumnProfile };

/** A table with one column per place: which columns are about which area, and what they measure. */
export type WideShape = ReadonlyMap<
  string,
  { readonly area: AreaId; readonly place: string; readonly measure: string }
>;

const isNumeric = (type: string): boolean => /int|float|double|decimal|real/i.test(type);

const VARIABLE_NAME =
  /^(variable|indicator|indicator.?name|measure|metric|series|series.?name|statistic|item)$/i;
const VALUE_NAME = /^(value|val|obs.?value|amount|number|count|figure)$/i;

/**
 * A long table has a text column that says what each row's number means and one number column without a meaning of its own.
 */
export const longShape = (
  pairs: readonly Pair[],
): { readonly variable: string; readonly value: string } | null => {
  const variable = pairs.find(
    ({ described, facts }) =>
      !isNumeric(facts.type) &&
      facts.distinct > 1 &&
      ((described.hxl ?? "").startsWith("#indicator+name") || VARIABLE_NAME.test(described.name.trim())),
  );
  const value = pairs.find(
    ({ described, facts }) =>
      isNumeric(facts.type) &&
      ((described.hxl ?? "").startsWith("#indicator+value") || VALUE_NAME.test(described.name.trim())),
  );
  return variable && value ? { variable: variable.described.name, value: value.described.name } : null;
};

/** At least this many columns must share a beginning and end in known countries. */
const FEWEST_PLACES = 3;

/** Finds columns such as `Cases_Guinea`, `Cases_Liberia`: one beginning, many known countries. Null when there are none. */
export const wideShape = (pairs: readonly Pair[], places: PlaceKnowledge): WideShape | null => {
  const byMeasure = new Map<string, { column: string; area: AreaId; place: string }[]>();
  for (const { described, facts } of pairs) {
    if (!isNumeric(facts.type)) continue;
    const split = splitAtCountry(described.name, places);
    if (split)
      byMeasure.set(split.measure, [
        ...(byMeasure.get(split.measure) ?? []),
        { column: described.name, ...split },
      ]);
  }
  const shape = new Map<string, { area: AreaId; place: string; measure: string }>();
  for (const [measure, columns] of byMeasure) {
    if (columns.length < FEWEST_PLACES) continue;
    for (const { column, area, place } of columns) shape.set(column, { area, place, measure });
  }
  return shape.size > 0 ? shape : null;
};

const splitAtCountry = (
  name: string,
  places: PlaceKnowledge,
): { readonly measure: string; readonly area: AreaId; readonly place: string } | null => {
  const words = wordsOf(name);
  for (let at = 1; at < words.length; at += 1) {
    const place = words.slice(at).join(" ");
    const found = place.length > 3 ? places.find(place, { level: "country" }) : null;
    if (found) return { measure: words.slice(0, at).join(" "), area: found.id, place };
  }
  return null;
};
