import type { AreaId, Level } from "../../places/area.ts";
import type { PlaceValue } from "../dataset.ts";
import type { Evidence } from "./evidence.ts";
import type { TableFacts } from "./facts.ts";
import type { FoundArea, Knowledge, PlaceKnowledge } from "./knowledge.ts";
import type { TableReading } from "./reading.ts";

/** The areas a table's place values name, and the level its rows are really at. */
export type PlaceProposal = {
  readonly values: ReadonlyMap<string, PlaceValue[]>;
  /** Levels that the values turned out to be at, by column, where it differs from the reading. */
  readonly levels: ReadonlyMap<string, Level>;
  readonly evidence: readonly Evidence[];
};

/** A column with more different values than this (per coarser place) is not listed value by value. */
const MOST_VALUES = 6000;

type Entry = {
  readonly value: string;
  readonly within: readonly string[];
  readonly found: FoundArea | null;
  readonly aggregate: boolean;
};

/** Resolves every combination of place values of a table, coarse to fine. */
export const proposePlaces = (
  reading: TableReading,
  facts: TableFacts,
  within: AreaId | null,
  { places }: Knowledge,
): PlaceProposal => {
  const values = new Map<string, PlaceValue[]>();
  const levels = new Map<string, Level>();
  const evidence: Evidence[] = [];
  const areaOf = new Map<string, AreaId | null>([["", within]]);
  reading.places.forEach((column, at) => {
    const entries = new Map<string, Entry>();
    for (const tuple of facts.places) {
      const value = tuple.values[at];
      if (value === null || value === undefined) continue;
      const coarser = tuple.values.slice(0, at).filter((one): one is string => one !== null);
      const key = keyOf([...coarser, value]);
      if (!entries.has(key))
        entries.set(key, entryOf(value, coarser, column, areaOf.get(keyOf(coarser)) ?? null, places));
    }
    if (entries.size > MOST_VALUES) return;
    const settled = settle([...entries.values()], column.level, evidence, column.name, places);
    for (const entry of settled.entries)
      areaOf.set(keyOf([...entry.within, entry.value]), entry.found?.id ?? null);
    if (settled.level !== column.level) levels.set(column.name, settled.level);
    const listed = settled.entries
      .map(({ value, within: coarser, found, aggregate }) => ({
        value,
        area: found?.id ?? null,
        ...(aggregate ? { aggregate } : {}),
        ...(coarser.length > 0 ? { within: [...coarser] } : {}),
      }))
      .sort((a, b) =>
        keyOf([...(a.within ?? []), a.value]) < keyOf([...(b.within ?? []), b.value]) ? -1 : 1,
      );
    values.set(column.name, listed);
  });
  return { values, levels, evidence };
};

const keyOf = (path: readonly string[]): string => path.join("\u001f");

const entryOf = (
  value: string,
  within: readonly string[],
  column: { readonly level: Level; readonly codeSystem: string },
  parent: AreaId | null,
  places: PlaceKnowledge,
): Entry => {
  const top = column.level === "country" || column.level === "region" || column.level === "world";
  const hint = {
    system: column.codeSystem,
    level: column.level,
    ...(parent && !top ? { within: parent } : {}),
  };
  const found = places.find(value, hint);
  return {
    value,
    within,
    found,
    aggregate: top
      ? found === null && places.isAggregate(value)
      : (found !== null && found.id === parent) || (found === null && places.isWhole(value)),
  };
};

const COARSE_FIRST: readonly Level[] = ["world", "region", "country", "adm1", "adm2", "adm3", "facility"];
const rankOf = (level: Level): number => COARSE_FIRST.indexOf(level);

/** Finds the level most values are at; coarser ones are aggregates, finer ones beside their own whole too; second series of a country name no area. */
const settle = (
  entries: readonly Entry[],
  level: Level,
  evidence: Evidence[],
  column: string,
  places: PlaceKnowledge,
): { readonly entries: readonly Entry[]; readonly level: Level } => {
  if (level !== "country" && level !== "region") return { entries, level };
  const counts = new Map<Level, number>();
  for (const { found } of entries) if (found) counts.set(found.level, (counts.get(found.level) ?? 0) + 1);
  const [mostCommon] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [level];
  const main = (counts.get("country") ?? 0) > 0 ? "country" : mostCommon;
  const ids = new Set(entries.flatMap(({ found }) => (found ? [found.id] : [])));
  const settled = entries.map((entry): Entry => {
    if (!entry.found) return secondSeries(entry, ids, places);
    const coarser = rankOf(entry.found.level) < rankOf(main);
    const whole =
      entry.found.id.includes("/") && entry.found.level !== "region"
        ? entry.found.id.split("/")[0]
        : undefined;
    const besideWhole = whole !== undefined && ids.has(whole);
    return coarser || besideWhole ? { ...entry, aggregate: true } : entry;
  });
  const left = settled.filter((entry) => entry.aggregate).map((entry) => entry.value);
  if (left.length > 0)
    evidence.push({
      field: "placeValues",
      column,
      text: `${left.length} values stand beside their own parts or whole and are left out of sums: ${left.slice(0, 5).join(", ")}${left.length > 5 ? " …" : ""}.`,
      basis: "seen",
    });
  const unknown = settled.filter((entry) => !entry.found && !entry.aggregate).map((entry) => entry.value);
  if (unknown.length > 0)
    evidence.push({
      field: "placeValues",
      column,
      text: `Not known as places: ${unknown.slice(0, 8).join(", ")}${unknown.length > 8 ? " …" : ""}.`,
      basis: "guessed",
    });
  return { entries: settled, level: main };
};

/** "Italy, people tested" is a second series of Italy when Italy is there too, else Italy itself. */
const secondSeries = (entry: Entry, ids: ReadonlySet<AreaId>, places: PlaceKnowledge): Entry => {
  const base = entry.value.includes(", ")
    ? places.find(entry.value.split(", ")[0] ?? "", { level: "country" })
    : null;
  if (!base || entry.aggregate) return entry;
  return ids.has(base.id) ? { ...entry, aggregate: true } : { ...entry, found: base };
};
