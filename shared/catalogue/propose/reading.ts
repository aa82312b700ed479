import type { Level } from "../../places/area.ts";
import type { Grain } from "../../time/grain.ts";
import type { Column } from "../dataset.ts";
import type { ColumnProfile, FileProfile } from "../profile.ts";
import type { DescribedColumn, TableDescription } from "./description.ts";
import type { Evidence } from "./evidence.ts";
import type { Knowledge } from "./knowledge.ts";
import { guessAnyPlace, guessPlace, type PlaceGuess } from "./place-rules.ts";
import { roleOf } from "./role-rules.ts";
import { longShape, type WideShape, wideShape } from "./table-shapes.ts";
import { chooseTimeColumn, grainOfSpacing, grainOfWords, isVintage, storedTime } from "./time-rules.ts";
import { dimensionOf } from "./vocabulary-rules.ts";
import { wordsOf } from "./words.ts";

/** What the rules make of a table before any query over its rows: roles, time axis, places, shape. */
export type TableReading = {
  readonly columns: readonly Column[];
  readonly time: string | null;
  readonly grain: Grain | null;
  /** Place columns, coarse to fine, one a level. */
  readonly places: readonly { readonly name: string; readonly level: Level; readonly codeSystem: string }[];
  readonly rowsAreEvents: boolean;
  /** Long tables: the column that says what the value column means. */
  readonly long: { readonly variable: string; readonly value: string } | null;
  readonly wide: WideShape | null;
  readonly evidence: readonly Evidence[];
};

/** Columns of file and description side by side; the file decides which columns there are. */
export const pairColumns = (
  description: TableDescription,
  profile: FileProfile,
): readonly { readonly described: DescribedColumn; readonly facts: ColumnProfile }[] =>
  profile.columns.map((facts) => ({
    facts,
    described: description.columns.find((column) => column.name === facts.name) ?? { name: facts.name },
  }));

const OCCURRENCE = /^(event|case|incident|outage|attack|disaster|quake|earthquake|fire|patient|record)s?$/;

/**
 * One row is one occurrence (a case, an outage, an incident) rather than a figure for a place and time: the description says
 * so, or every row has its own id that is called one of an occurrence or stands beside coordinates.
 */
export const rowsAreEvents = (description: TableDescription, profile: FileProfile): boolean => {
  const said = wordsOf(description.granularity ?? "");
  if (said.length > 0) return said.some((word) => OCCURRENCE.test(word));
  const id = profile.columns.find(
    (column) =>
      /(^|[\s_])(u?u?id|number|nr)([\s_]|$)/i.test(column.name) &&
      column.nulls === 0 &&
      column.distinct >= profile.rows,
  );
  if (!id || profile.rows < 2) return false;
  const dated = profile.columns.some((column) => /^(date|timestamp)/i.test(column.type));
  if (!dated) return false;
  const placed = profile.columns.some((column) => /^lat(itude)?$/i.test(column.name));
  return (
    placed || [...wordsOf(id.name), ...wordsOf(description.title ?? "")].some((word) => OCCURRENCE.test(word))
  );
};

/** Reads a table's roles from its description and profile. */
export const readTable = (
  description: TableDescription,
  profile: FileProfile,
  knowledge: Knowledge,
): TableReading => {
  const evidence: Evidence[] = [];
  const pairs = pairColumns(description, profile);
  const events = rowsAreEvents(description, profile);
  const stored = new Map(pairs.map(({ described, facts }) => [described.name, storedTime(described, facts)]));
  const vintages = new Set(
    pairs
      .filter(({ described }) => stored.get(described.name) !== null && isVintage(described))
      .map((one) => one.described.name),
  );
  const candidates = pairs
    .map((one) => one.described)
    .filter((column) => stored.get(column.name) !== null && !vintages.has(column.name));
  const axis = chooseTimeColumn(description, profile, candidates, events);
  evidence.push({
    field: "time",
    text: axis.why,
    basis: axis.name ? "said" : "guessed",
    ...(axis.name ? { column: axis.name } : {}),
  });
  const grain = grainOf(description, profile, axis.name, stored.get(axis.name ?? "") ?? null, evidence);
  const { places, others } = choosePlaces(pairs, profile, knowledge, evidence);
  const long = longShape(pairs);
  const wide = places.length === 0 ? wideShape(pairs, knowledge.places) : null;
  const columns = pairs.map(({ described, facts }): Column => {
    const place = places.find((one) => one.name === described.name);
    const storedAs = stored.get(described.name);
    const dimension = dimensionOf(described, knowledge.vocabulary);
    const { role, why, basis } = roleOf({
      described,
      facts,
      rows: profile.rows,
      isTime: described.name === axis.name,
      storesTime: storedAs !== null,
      isVintage: vintages.has(described.name),
      isPlace: place !== undefined,
      isOtherPlace: others.has(described.name),
      isVariable: long?.variable === described.name,
      dimension,
    });
    evidence.push({ field: "role", column: described.name, text: why, basis });
    return {
      name: described.name,
      type: described.type ?? facts.type,
      role,
      ...(described.description ? { description: described.description } : {}),
      ...(described.unit ? { unit: described.unit } : {}),
      ...(described.hxl ? { hxl: described.hxl } : {}),
      nulls: facts.nulls,
      ...(role === "dimension" && dimension ? { dimension } : {}),
      ...(place ? { level: place.level, codeSystem: place.codeSystem } : {}),
      ...((role === "time" || role === "vintage") && storedAs
        ? { time: { storedAs, grain: role === "vintage" ? ("day" as const) : (grain ?? "day") } }
        : {}),
    };
  });
  return {
    columns,
    time: axis.name,
    grain: axis.name ? grain : null,
    places: places.map(({ name, level, codeSystem }) => ({ name, level, codeSystem })),
    rowsAreEvents: events,
    long,
    wide,
    evidence,
  };
};

const grainOf = (
  description: TableDescription,
  profile: FileProfile,
  time: string | null,
  storedAs: string | null,
  evidence: Evidence[],
): Grain | null => {
  if (time === null) return null;
  const note = (text: string, basis: Evidence["basis"]): void =>
    void evidence.push({ field: "grain", column: time, text, basis });
  if (storedAs === "year") {
    note("The column holds calendar years.", "seen");
    return "year";
  }
  const said = description.granularity ? grainOfWords(description.granularity) : null;
  if (said && said !== "year") {
    note(`The description says one row is "${description.granularity}".`, "said");
    return said;
  }
  if (rowsAreEvents(description, profile)) {
    note("Rows are occurrences with their own time.", "said");
    return storedAs === "timestamp" ? "hour" : "day";
  }
  const facts = profile.columns.find((column) => column.name === time);
  const seen = facts ? grainOfSpacing(facts) : null;
  note(
    seen ? `Values lie about one ${seen} apart.` : "Nothing tells the period; a day is assumed.",
    seen ? "seen" : "guessed",
  );
  return seen ?? "day";
};

const LEVEL_ORDER: readonly Level[] = ["world", "region", "country", "adm1", "adm2", "adm3", "facility"];

/** A finer place column that is empty in more rows than this is carried along, not used to select places. */
const MOSTLY_EMPTY = 0.9;

/** A column of sites that differs in nearly every row of a table this long is a description of the row. */
const FEWEST_ROWS = 20;

type Found = PlaceGuess & { readonly name: string; readonly nulls: number; readonly distinct: number };

const choosePlaces = (
  pairs: readonly { readonly described: DescribedColumn; readonly facts: ColumnProfile }[],
  profile: FileProfile,
  knowledge: Knowledge,
  evidence: Evidence[],
): { readonly places: readonly Found[]; readonly others: ReadonlySet<string> } => {
  const found = pairs.flatMap(({ described, facts }): Found[] => {
    if (!/varchar|enum|utf8|string|dictionary|int/i.test(facts.type)) return [];
    const guess = guessPlace(described, facts, knowledge.places);
    if (guess === null) return [];
    if (/int/i.test(facts.type) && !/fips|pcode/.test(guess.codeSystem)) return [];
    if (guess.level === "facility" && profile.rows >= FEWEST_ROWS && facts.distinct > 0.95 * profile.rows)
      return [];
    if (profile.rows > 0 && facts.nulls / profile.rows > MOSTLY_EMPTY) {
      evidence.push({
        field: "place",
        column: described.name,
        text: `Empty in ${facts.nulls} of ${profile.rows} rows: carried along, not used to select places.`,
        basis: "seen",
      });
      return [];
    }
    return [{ ...guess, name: described.name, nulls: facts.nulls, distinct: facts.distinct }];
  });
  const named = new Set(found.map((one) => one.name));
  for (const { described, facts } of pairs) {
    if (named.has(described.name) || described.hxl) continue;
    const taken = new Set(found.map((one) => one.level));
    const guess = guessAnyPlace(described, facts, profile.rows, taken);
    if (guess) found.push({ ...guess, name: described.name, nulls: facts.nulls, distinct: facts.distinct });
  }
  const kept: Found[] = [];
  for (const level of LEVEL_ORDER) {
    const best = bestOfLevel(
      found.filter((one) => one.level === level),
      kept.at(-1),
      profile.rows,
    );
    if (best) kept.push(best);
  }
  // A grouping of countries beside the countries themselves is a label, not a second way to select places.
  const places = kept.some((one) => one.level === "country")
    ? kept.filter((one) => one.level !== "region")
    : kept;
  for (const one of places)
    evidence.push({
      field: "place",
      column: one.name,
      text: one.why,
      basis: one.said ? "said" : one.guessed ? "guessed" : "seen",
    });
  const chosen = new Set(places.map((one) => one.name));
  // Groupings of countries are a breakdown of their own.
  const others = found.filter((one) => one.level !== "region" && !chosen.has(one.name));
  return { places, others: new Set(others.map((one) => one.name)) };
};

/** A place column may have this share of rows more without a value than another of its level and still be taken. */
const FEW_MORE_EMPTY = 0.02;
/** Shares of known values that differ by less than this are alike. */
const NEARLY = 0.02;

/**
 * Of several columns of one level: those with few empty values, of them those whose values are best known. Below the coarsest
 * level, names go with names and codes with codes; at the coarsest level codes go before names, since they are written in
 * one way only.
 */
const bestOfLevel = (
  columns: readonly Found[],
  coarser: Found | undefined,
  rows: number,
): Found | undefined => {
  const fewest = Math.min(...columns.map((one) => one.nulls));
  const full = columns.filter((one) => one.nulls <= fewest + (coarser ? FEW_MORE_EMPTY * rows : 0));
  const most = Math.max(...full.map((one) => one.known));
  const known = full.filter((one) => one.known >= most - NEARLY);
  const isName = (one: Found): boolean => one.codeSystem === "names";
  const alike = coarser
    ? known.find((one) => isName(one) === isName(coarser))
    : known.find((one) => !isName(one));
  return alike ?? known[0];
};
