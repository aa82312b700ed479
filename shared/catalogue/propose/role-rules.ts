import type { Role } from "../dataset.ts";
import type { ColumnProfile } from "../profile.ts";
import type { DescribedColumn } from "./description.ts";
import type { Evidence } from "./evidence.ts";
import { wordsOf } from "./words.ts";

/** What is known of a column when its role is chosen. */
export type RoleInput = {
  readonly described: DescribedColumn;
  readonly facts: ColumnProfile;
  readonly rows: number;
  readonly isTime: boolean;
  readonly storesTime: boolean;
  readonly isVintage: boolean;
  readonly isPlace: boolean;
  /** It names places too, but another column was chosen for them. */
  readonly isOtherPlace: boolean;
  readonly isVariable: boolean;
  /** The vocabulary's dimension that the column's name or tag is about. */
  readonly dimension: string | null;
};

export type RoleChoice = { readonly role: Role; readonly why: string; readonly basis: Evidence["basis"] };

/** A text column with more different values than this breaks nothing down; it is carried along. */
const MOST_DIMENSION_VALUES = 60;
/** The same for columns the vocabulary knows as a breakdown, such as age bands of many widths. */
const MOST_KNOWN_DIMENSION_VALUES = 200;
/** A whole-number column with few values whose description lists what each stands for is a code list. */
const MOST_CODES = 12;

/** Names that are nothing but a word for a period: without calendar years or dates in them, such numbers are positions in time. */
const PERIOD_NAME = /^(day|week|epi ?week|month|quarter|year|yr|time|hour|period)$/;
/** Seconds or milliseconds since 1970, of the years 1973 to 2286. */
const isEpoch = (facts: ColumnProfile): boolean =>
  /int/i.test(facts.type) && Number(facts.min) >= 1e8 && Number(facts.max) < 1e13;
/** Last words of names of numbers that name something. */
const ID_WORD = /^(id|uid|uuid|code|key|number|nr|no|fips)\d?$/;

const NUMERIC = /int(?!erval)|float|double|decimal|real/i;
const ID_NAME = /(^|[\s_])(id|uid|uuid|code|key|number|nr|no)$/i;
const TIME_NAME = /\b(date|time|day|week|month|year|updated|started|ended)\b/i;
const CODE_LIST = /\b\d+\s*(=|:|is|heading|means)?\s*[a-z]+.*(,|;)\s*\d+\b|^\d+\s*=\s*\w+/i;
const COUNTER_TAG = /^#(affected|population|capacity|indicator|value|inneed|targeted|reached)/i;
const NO_MEASURE_UNIT = /since|epoch|degrees|week or month number/i;
const TECHNICAL =
  /(^|[\s_])(commit|hash|file|url|link|source_file|order|lat|lon|long_?|latitude|longitude|zip|postcode|raw)(_|$|\b)/i;

/** The role of a column, with the reason. */
export const roleOf = (input: RoleInput): RoleChoice => {
  const { described, facts } = input;
  const tag = described.hxl ?? "";
  if (input.isVintage)
    return { role: "vintage", why: "It tells which published version a row belongs to.", basis: "said" };
  if (input.isTime) return { role: "time", why: "It is the time axis of the table.", basis: "seen" };
  if (input.isPlace) return { role: "place", why: "It names the place of a row.", basis: "seen" };
  if (input.isVariable)
    return { role: "dimension", why: "It says what the value of a row means.", basis: "seen" };
  if (input.storesTime)
    return { role: "attribute", why: "A second date: carried along, not the time axis.", basis: "guessed" };
  const technical = TECHNICAL.test(described.name) || /^#geo/i.test(tag);
  if (NUMERIC.test(facts.type)) return numericRole(input, technical);
  if (isIdentifier(input))
    return { role: "identifier", why: "Every row has its own value: it tells rows apart.", basis: "seen" };
  return textRole(input, technical);
};

/** Text columns: a breakdown when few values repeat over the rows, else carried along. */
const textRole = (
  { described, facts, rows, dimension, isOtherPlace }: RoleInput,
  technical: boolean,
): RoleChoice => {
  const carried = (why: string): RoleChoice => ({
    role: "attribute",
    why: `${why}: carried along.`,
    basis: "seen",
  });
  if (facts.distinct <= 1) return carried("Every row has the same value");
  if (technical) return carried("Technical detail of the file");
  if (isOtherPlace) return carried("Another name or code of a place that is chosen by a different column");
  if (dimension && facts.distinct <= MOST_KNOWN_DIMENSION_VALUES)
    return {
      role: "dimension",
      why: `It breaks rows down by ${dimension.replaceAll("-", " ")}.`,
      basis: "seen",
    };
  if (TIME_NAME.test(described.name)) return carried("A date or time written as text");
  if (/^#(loc|event)/i.test(described.hxl ?? "")) return carried("A detail of the row");
  if (facts.distinct > MOST_DIMENSION_VALUES || facts.distinct > rows / 2) return carried("Free text");
  return {
    role: "dimension",
    why: `Text with ${facts.distinct} different values: rows can be broken down by it.`,
    basis: "seen",
  };
};

const isIdentifier = ({ described, facts, rows }: RoleInput): boolean =>
  /\+(id|code)\b/i.test(described.hxl ?? "") && /^#(meta|event|loc)/i.test(described.hxl ?? "")
    ? true
    : rows > 1 && facts.nulls === 0 && facts.distinct >= rows && ID_NAME.test(described.name);

const numericRole = ({ described, facts }: RoleInput, technical: boolean): RoleChoice => {
  const tag = described.hxl ?? "";
  if (COUNTER_TAG.test(tag))
    return { role: "measure", why: `The HXL tag ${tag} marks a number to count with.`, basis: "said" };
  if (described.accumulation)
    return {
      role: "measure",
      why: `The description says how it adds up: ${described.accumulation}.`,
      basis: "said",
    };
  if (NO_MEASURE_UNIT.test(described.unit ?? ""))
    return {
      role: "attribute",
      why: "A position, offset or number of a period: it counts nothing.",
      basis: "seen",
    };
  if (described.unit) return { role: "measure", why: `It has a unit: ${described.unit}.`, basis: "said" };
  if (technical || /iso \d|numeric code|code of/i.test(described.description ?? ""))
    return { role: "attribute", why: "A code or position: it counts nothing.", basis: "seen" };
  if (/int/i.test(facts.type) && facts.distinct <= MOST_CODES && CODE_LIST.test(described.description ?? ""))
    return { role: "dimension", why: "Its description lists what each number stands for.", basis: "said" };
  const words = wordsOf(described.name);
  if (PERIOD_NAME.test(words.join(" ")) || (isEpoch(facts) && words.some((word) => TIME_WORD.test(word))))
    return { role: "attribute", why: "A position in time: it counts nothing.", basis: "seen" };
  if (/\+(id|code)/i.test(tag) || ID_NAME.test(described.name) || namesRows(words, facts))
    return { role: "identifier", why: "Numbers that name rows or places, not amounts.", basis: "seen" };
  if (isFlag(facts, described))
    return { role: "dimension", why: "Only 0 and 1: a yes or no of the row.", basis: "seen" };
  if (isRowNumber(described.name, facts))
    return { role: "identifier", why: "Its numbers say in which order rows stand.", basis: "seen" };
  return { role: "measure", why: "Numbers that are no code, date or position.", basis: "guessed" };
};

const TIME_WORD = /^(time|date|timestamp|start|started|end|ended|updated|created)$/;

/** A name that ends in a word for a code, over whole numbers: "outageNumber", but not "number of cases". */
const namesRows = (words: readonly string[], facts: ColumnProfile): boolean =>
  /int/i.test(facts.type) && words.length > 1 && ID_WORD.test(words.at(-1) ?? "");

/** Whole numbers that say in which order rows stand. */
const isRowNumber = (name: string, facts: ColumnProfile): boolean =>
  /int/i.test(facts.type) &&
  /(^| )(order|row|row number|rank|position|unnamed \d+|column\d+)$/.test(wordsOf(name).join(" "));

const isFlag = (facts: ColumnProfile, described: DescribedColumn): boolean =>
  facts.min === "0" &&
  facts.max === "1" &&
  facts.distinct <= 2 &&
  wordsOf(described.name).some((w) => /^(is|has|flag|available|\w*flag)$/.test(w));
