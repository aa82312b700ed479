import { dimensionById } from "../../../vocabulary/hierarchy.ts";
import { dimensionLabel } from "../../../vocabulary/words.ts";
import { type Condition, UNKNOWN } from "../../question.ts";
import { type Find, readingsOf, wordOf } from "../find.ts";
import { amountAt } from "../numbers.ts";
import { beside, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { gapText, label } from "../words/labels.ts";

/** Ages: "aged 70 and over", "under five", "between 20 and 29 years old", "over 80s". Read before other numbers. */
export function readAges(scan: Scan): void {
  readBareAges(scan);
  for (const at of placesOf(scan, (find, i) => isFree(scan, i) && wordOf(find, "aged") !== undefined)) {
    const behind = ageRange(scan, at + 1, at);
    const range = behind ?? ageRange(scan, beforeAged(scan, at), at);
    if (!range) continue;
    for (const condition of range.conditions) scan.draft.where.push(condition);
    for (let i = Math.min(range.first, at); i <= Math.max(range.last, at); i += 1)
      use(scan, i, "where", range.text);
  }
}

/** "People over 85", "patients under 18": a limit on an age right behind people, with no unit of anything else behind it. */
function readBareAges(scan: Scan): void {
  for (const at of placesOf(
    scan,
    (find, i) => isFree(scan, i) && wordOf(find, "comparator", "older", "younger") !== undefined,
  )) {
    const amount = amountAt(scan, at + 1);
    const before = scan.cut.tokens[(scan.finds[at]?.first ?? 0) - 1]?.norm ?? "";
    const who =
      /^(people|persons|patients|women|men|adults|residents|everyone|anyone|girls|boys|children|kids|infants|pupils|students|those)$/;
    if (
      !amount ||
      amount.percent ||
      amount.value > 110 ||
      amount.value < 1 ||
      !(who.test(before) || isOfAge(scan, at, amount.next))
    )
      continue;
    const next = scan.finds[amount.next];
    const word = scan.cut.tokens[next?.first ?? 0]?.norm ?? "";
    if (
      readingsOf(next, "concept").length > 0 ||
      wordOf(next, "people", "percent", "per") ||
      /^(were|was|had|did|per)$/.test(before)
    )
      continue;
    const said = wordOf(scan.finds[at], "comparator")?.op ?? direction(scan, at);
    if (said !== ">" && said !== ">=" && said !== "<" && said !== "<=") continue;
    scan.draft.where.push({ dimension: "age-group", op: said, values: [amount.value] });
    for (let i = at; i < amount.next; i += 1) use(scan, i, "where", label.limit(said, amount.value));
    if (/^s$/.test(word)) use(scan, amount.next, "where", label.limit(said, amount.value));
  }
}

/** "Or older", "over 80s": words for ages. A bare "over 70" is one only behind people: "an index over 70" is not. */
const isOfAge = (scan: Scan, at: number, behind: number): boolean =>
  wordOf(scan.finds[at], "older", "younger") !== undefined &&
  (wordOf(scan.finds[at], "comparator") === undefined ||
    scan.cut.tokens[scan.finds[behind]?.first ?? -1]?.norm === "s");

/** For "70 years old": the number, and a comparator before it, stand before the age word. */
function beforeAged(scan: Scan, at: number): number {
  let i = at - 1;
  while (
    i > 0 &&
    (amountAt(scan, i - 1) ||
      wordOf(scan.finds[i - 1], "comparator", "between", "to", "and", "older", "younger"))
  )
    i -= 1;
  return i;
}

function ageRange(
  scan: Scan,
  from: number,
  aged: number,
): { conditions: Condition[]; first: number; last: number; text: string } | null {
  let at = from;
  const ahead = wordOf(scan.finds[at], "comparator")?.op ?? direction(scan, at);
  if (ahead || wordOf(scan.finds[at], "between", "from")) at += 1;
  const low = amountAt(scan, at);
  if (!low || low.value > 120) return null;
  let last = low.next - 1;
  const make = (op: Condition["op"], value: number): Condition => ({
    dimension: "age-group",
    op,
    values: [value],
  });
  const connector = wordOf(scan.finds[low.next], "to", "and");
  const high =
    connector || scan.cut.tokens[(scan.finds[low.next - 1]?.last ?? 0) + 1]?.text.match(/^[-–]$/)
      ? amountAt(scan, connector ? low.next + 1 : low.next)
      : null;
  if (high && high.value > low.value && high.value <= 120) {
    last = high.next - 1;
    return {
      conditions: [make(">=", low.value), make("<=", high.value)],
      first: from,
      last,
      text: label.ages(low.value, high.value),
    };
  }
  // "80+": the sign is no word of its own.
  if (scan.cut.tokens[(scan.finds[low.next - 1]?.last ?? 0) + 1]?.text === "+")
    return { conditions: [make(">=", low.value)], first: from, last, text: label.limit(">=", low.value) };
  const after = low.next === aged ? aged + 1 : low.next;
  const tail = wordOf(scan.finds[after], "comparator")?.op ?? direction(scan, after);
  if (tail && !ahead) last = after;
  const op = ahead ?? tail;
  if (op === ">" || op === ">=" || op === "<" || op === "<=") {
    return { conditions: [make(op, low.value)], first: from, last, text: label.limit(op, low.value) };
  }
  return {
    conditions: [make(">=", low.value), make("<=", low.value)],
    first: from,
    last,
    text: label.ages(low.value, low.value),
  };
}

function direction(scan: Scan, at: number): Condition["op"] | null {
  if (wordOf(scan.finds[at], "older")) return /^(and|or|plus|\+)/i.test(typed(scan, at)) ? ">=" : ">";
  if (wordOf(scan.finds[at], "younger")) return /^(and|or)/i.test(typed(scan, at)) ? "<=" : "<";
  return null;
}

/** A vocabulary value that is itself a band ("70+", "0-4") reads as limits, so that tables with other bands can serve. */
function bandConditions(dimension: string, value: string): Condition[] | null {
  if (dimension !== "age-group") return null;
  const open = /^(\d+)\+$/.exec(value);
  if (open) return [{ dimension, op: ">=", values: [Number(open[1])] }];
  const closed = /^(\d+)-(\d+)$/.exec(value);
  if (!closed) return null;
  return [
    { dimension, op: ">=", values: [Number(closed[1])] },
    { dimension, op: "<=", values: [Number(closed[2])] },
  ];
}

/** "With known sex", "whose age is known": only what has a value there. */
function readKnown(scan: Scan): void {
  for (const at of placesOf(
    scan,
    (find, i) => isFree(scan, i) && scan.cut.tokens[find.first]?.norm === "known",
  )) {
    const near = [beside(scan, at, 1), beside(scan, at, -1)].find(
      (i) => readingsOf(scan.finds[i], "dimension").length > 0,
    );
    const [dimension] = readingsOf(scan.finds[near ?? -1], "dimension");
    if (near === undefined || !dimension) continue;
    scan.draft.where.push({ dimension: dimension.id, op: "not-in", values: [UNKNOWN] });
    const text = label.known(dimensionLabel(scan.vocabulary, dimension.id));
    use(scan, at, "where", text);
    use(scan, near, "where", text);
  }
}

/** Conditions on what tables tell apart: sex, status, source of the figures, values that columns hold. */
export function readWhere(scan: Scan): void {
  readKnown(scan);
  for (const at of placesOf(scan, (find, i) => isFree(scan, i) && readingsOf(find, "value").length > 0)) {
    const found = readingsOf(scan.finds[at], "value");
    const value = found.find(({ dimension }) => hasColumn(scan, dimension)) ?? found[0];
    if (value && narrows(scan, value.dimension)) takeValue(scan, at, value.dimension, value.value);
  }
}

function takeValue(scan: Scan, at: number, dimension: string, value: string): void {
  if (dimension === "outcome" && scan.draft.concept === "deaths") {
    use(scan, at, "where", label.alreadySaid);
    return;
  }
  // "No confirmed case" in a count of places is none at all, which was read as its limit.
  const negated = isFree(scan, at - 1) && wordOf(scan.finds[at - 1], "not", "except") !== undefined;
  const bands = negated ? null : bandConditions(dimension, value);
  const text = label.condition(dimensionLabel(scan.vocabulary, dimension), value);
  if (bands) addBand(scan, bands);
  else if (dimension === "case-definition" && !negated) {
    for (const status of statusesIn(value)) addValue(scan, "case-status", status, false);
  } else addValue(scan, dimension, value, negated);
  if (negated) use(scan, at - 1, "where", text);
  use(scan, at, "where", text);
  // "according to the patient database", "case status confirmed": the words around say the dimension.
  for (const near of [at - 1, beside(scan, at, 1), beside(scan, at, -1)]) {
    const named = readingsOf(scan.finds[near], "dimension").some(({ id }) => id === dimension);
    const according = dimension === "data-source" && wordOf(scan.finds[near], "according") !== undefined;
    if (named || according) use(scan, near, "where", text);
  }
}

/** Dimensions of people and of cases, which may be asked of any count; asked in vain, the question is refused. */
const OF_PEOPLE: ReadonlySet<string> = new Set([
  "sex",
  "age-group",
  "case-status",
  "case-definition",
  "data-source",
  "outcome",
  "hospitalised",
  "travel-history",
  "population-group",
  "nationality",
  "origin",
  "destination",
  "variant",
  "vaccine-brand",
  "dose-number",
  "income-group",
  "setting",
]);

/** Whether a dimension can narrow the measure: some table on it tells it apart, or it is one of people. "Full" says nothing of patients. */
const narrows = (scan: Scan, dimension: string): boolean => {
  if (OF_PEOPLE.has(dimension)) return true;
  const telling = scan.index.telling.get(dimension);
  return (scan.index.measuring.get(scan.draft.concept ?? "") ?? []).some(
    ({ id }) => telling?.has(id) === true,
  );
};

const hasColumn = (scan: Scan, dimension: string): boolean => scan.index.telling.has(dimension);

/** A case definition is the statuses it counts: "confirmed and probable" is both. */
const statusesIn = (definition: string): string[] =>
  ["confirmed", "probable", "suspected"].filter((status) => definition.toLowerCase().includes(status));

/** "Children under five": of two bands the one that lies within the other is meant; beside limits that were said, the limits are. */
function addBand(scan: Scan, bands: readonly Condition[]): void {
  const { where } = scan.draft;
  const limit = (of: readonly Condition[], op: Condition["op"]): number | undefined => {
    const value = of.find((one) => one.dimension === "age-group" && one.op === op)?.values[0];
    return typeof value === "number" ? value : undefined;
  };
  const [low, high] = [limit(where, ">="), limit(where, "<=")];
  const said = where.some(({ dimension }) => dimension === "age-group");
  const within =
    low !== undefined &&
    high !== undefined &&
    low <= (limit(bands, ">=") ?? -1) &&
    (limit(bands, "<=") ?? Number.POSITIVE_INFINITY) <= high;
  if (said && !within) return;
  scan.draft.where = [...where.filter(({ dimension }) => dimension !== "age-group"), ...bands];
}

/** Values of one dimension join into one condition: "women and girls", "confirmed or probable". */
function addValue(scan: Scan, dimension: string, value: string, negated: boolean): void {
  const op = negated ? "not-in" : "in";
  const known = scan.draft.where.find(
    (condition) => condition.dimension === dimension && condition.op === op,
  );
  if (!known) scan.draft.where.push({ dimension, op, values: [value] });
  else if (!known.values.includes(value)) known.values.push(value);
}

/** "Run by the American Red Cross": a name behind such words that no column has narrows the question in vain, and it is said. */
export function reportActors(scan: Scan): void {
  const said =
    /\b(?:run|operated|managed|hosted|organi[sz]ed|staffed) by (?:the )?((?:\p{Lu}[\p{L}'-]*\s*)+)/u.exec(
      scan.cut.text,
    );
  if (said?.[1]) scan.gaps.push({ part: "dimension", text: gapText.condition(said[1].trim()) });
  // "Treated with tecovirimat": what nothing here knows narrows the question all the same.
  const treated =
    /\b(?:treated|vaccinated|infected|diagnosed|tested|equipped|supplied) (?:with|by) (?:the )?([\p{L}-]+)/iu.exec(
      scan.cut.text,
    );
  const at = scan.finds.findIndex(
    (find) =>
      treated !== null &&
      covers(scan, find, treated) &&
      find.readings.length === 0 &&
      scan.cut.tokens[find.first]?.text === treated[1],
  );
  if (treated?.[1] && at >= 0) scan.gaps.push({ part: "dimension", text: gapText.condition(treated[0]) });
}

/** "by age group", "for each sex": one figure for each value. "the sex" without a value and without "by" is left alone. */
export function readBreakdowns(scan: Scan): void {
  for (const at of placesOf(scan, (find, i) => isFree(scan, i) && readingsOf(find, "dimension").length > 0)) {
    const [dimension] = readingsOf(scan.finds[at], "dimension");
    const behind = beside(scan, at, -1);
    // "By WHO region": the publisher's name is part of the grouping's.
    const before = readingsOf(scan.finds[behind], "source").length > 0 ? beside(scan, behind, -1) : behind;
    const saysBy = wordOf(scan.finds[before], "each") !== undefined || /^by /i.test(typed(scan, at));
    if (!dimension || !saysBy || !dimensionById(scan.vocabulary, dimension.id)) continue;
    if (!scan.draft.breakdowns.includes(dimension.id)) scan.draft.breakdowns.push(dimension.id);
    const text = label.perLevel(dimensionLabel(scan.vocabulary, dimension.id));
    use(scan, at, "by", text);
    use(scan, before, "by", text);
  }
}

/** "according to EM-DAT", "JHU figures": the publisher asked for. One dataset of it is insisted on; of several none, and it is said. */
export function readSources(scan: Scan): void {
  readRecordKind(scan);
  for (const at of placesOf(scan, (find, i) => isFree(scan, i) && readingsOf(find, "source").length > 0)) {
    const source = readingsOf(scan.finds[at], "source")[0];
    if (!source) continue;
    const { concept, subject } = scan.draft;
    const measuring = new Set(
      (scan.index.measuring.get(concept ?? "") ?? [])
        .filter(
          ({ concepts }) =>
            !subject || concepts.some((one) => one.concept === concept && one.subject === subject),
        )
        .map(({ id }) => id),
    );
    const fitting = source.datasets.filter((id) => measuring.has(id));
    const [only] = fitting;
    const lead = beside(scan, at, -1, "of", "in");
    // "Reported to WHO": who was told is where the figures come from.
    const told = wordOf(scan.finds[lead], "to") !== undefined;
    const next = scan.cut.tokens[(scan.finds[at]?.last ?? 0) + 1]?.norm ?? "";
    const listed = /^(incidents?|lists?|tables?|data|figures|records?|statistics|tracker|database)$/.test(
      next,
    );
    const said = told || listed || wordOf(scan.finds[lead], "according") !== undefined;
    if (said && only && fitting.length === 1) scan.draft.dataset = only;
    use(scan, at, "source", label.source(source.name), { unsure: said && fitting.length !== 1 });
    const before = beside(scan, at, -1);
    if (wordOf(scan.finds[before], "according")) use(scan, before, "source", label.source(source.name));
  }
}

/** What lists of figures are called, and how a table of that kind says so in its title or name. */
const RECORD_KINDS: readonly (readonly [said: RegExp, titled: RegExp])[] = [
  [/\b(?:line ?list|case list|list of cases)\b/i, /line ?list|case list/i],
  [/\b(?:situation reports?|sitreps?)\b/i, /\bsituation reports of\b|sitrep/i],
  [/\bsnapshot\b/i, /snapshot/i],
  [/\b(?:incident list|list of incidents)\b/i, /incidents/i],
];

/** "In the line list", "according to the WHO snapshot": a kind of list that only one table on the measure is. */
export function readRecordKind(scan: Scan): void {
  const { draft, index } = scan;
  if (draft.dataset || draft.where.some(({ dimension }) => dimension === "data-source")) return;
  const values = scan.finds.some(
    (find, at) =>
      isFree(scan, at) && readingsOf(find, "value").some(({ dimension }) => dimension === "data-source"),
  );
  const measuring = index.measuring.get(draft.concept ?? "") ?? [];
  for (const [said, titled] of RECORD_KINDS) {
    const match = said.exec(scan.cut.text);
    // Situation reports may be a value that a table tells apart: then they are left to the conditions.
    if (!match || (values && /sitrep/.test(titled.source))) continue;
    const fitting = measuring.filter(
      ({ id, title, concepts }) =>
        titled.test(`${title} ${id}`) &&
        (!draft.subject ||
          concepts.some(({ concept, subject }) => concept === draft.concept && subject === draft.subject)),
    );
    const [only] = fitting;
    if (!only || fitting.length > 1) continue;
    draft.dataset = only.id;
    for (const at of placesOf(scan, (find, i) => isFree(scan, i) && covers(scan, find, match)))
      use(scan, at, "source", label.source(only.title));
    const first = scan.finds.findIndex((find) => covers(scan, find, match));
    const before = beside(scan, first, -1, "in", "of");
    if (wordOf(scan.finds[before], "according")) use(scan, before, "source", label.source(only.title));
    return;
  }
}

const covers = (scan: Scan, find: Find, match: RegExpExecArray): boolean =>
  (scan.cut.tokens[find.first]?.start ?? 0) < match.index + match[0].length &&
  (scan.cut.tokens[find.last]?.end ?? 0) > match.index;

/** Conditions that a negation without a value leaves behind are reported, not guessed. */
export function reportLeftValues(scan: Scan): void {
  for (const condition of scan.draft.where) {
    if (condition.dimension === "place" || condition.dimension === "origin") continue;
    if (!dimensionById(scan.vocabulary, condition.dimension) && !hasColumn(scan, condition.dimension)) {
      scan.gaps.push({ part: "dimension", text: gapText.condition(condition.dimension) });
    }
  }
}
