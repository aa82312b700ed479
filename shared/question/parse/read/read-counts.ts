import { LEVELS, type Level } from "../../../places/area.ts";
import { levelInFull } from "../../../places/level-words.ts";
import type { Grain } from "../../../time/grain.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import type { Comparator, Threshold } from "../../question.ts";
import { readingsOf, wordOf } from "../find.ts";
import { type Amount, amountAt } from "../numbers.ts";
import { beside, freeWords, isFiller, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { gapText, label } from "../words/labels.ts";

/** "per 100,000 people", "per million", "per capita", "per 1,000 tests": what the count is divided by. */
export function readPer(scan: Scan): void {
  for (const at of freeWords(scan, "per")) {
    const after = beside(scan, at, 1);
    const amount = amountAt(scan, after);
    const noun = amount ? nextNoun(scan, amount.next) : after;
    const concept = readingsOf(scan.finds[noun], "concept")[0]?.id;
    const people = wordOf(scan.finds[noun], "people") !== undefined;
    if (!amount && !concept && !people) continue;
    // "deaths per case" is a rate; "customers per county" asks for one figure per county.
    if (!amount && !concept && people && typed(scan, noun).toLowerCase() !== "person") continue;
    const scale = amount?.value ?? 1;
    const base = concept && !people ? concept : "population";
    scan.draft.per = { concept: base, scale };
    const text = label.per(scale, conceptLabel(scan.vocabulary, base));
    use(scan, at, "per", text);
    for (let i = after; amount && i < amount.next; i += 1) use(scan, i, "per", text);
    if (concept || people) use(scan, noun, "per", text);
  }
  readRatio(scan);
  for (const at of freeWords(scan, "statistic")) {
    const words = typed(scan, at).toLowerCase();
    if (
      wordOf(scan.finds[at], "statistic")?.statistic !== "rate" ||
      !/capita|per head|relative to population/.test(words)
    )
      continue;
    scan.draft.per = { concept: "population", scale: 1 };
    use(scan, at, "per", label.per(1, conceptLabel(scan.vocabulary, "population")));
  }
}

/** "The ratio of deaths to cases": the second is what the first is divided by. */
function readRatio(scan: Scan): void {
  const ratio = scan.finds.findIndex(
    (find, at) => isFree(scan, at) && scan.cut.tokens[find.first]?.norm === "ratio",
  );
  if (ratio < 0) return;
  const first = scan.finds.findIndex((find, at) => at > ratio && readingsOf(find, "concept").length > 0);
  const to = scan.finds.findIndex((find, at) => at > first && wordOf(find, "to") !== undefined);
  const second = beside(scan, to, 1);
  const base = readingsOf(scan.finds[second], "concept")[0]?.id;
  if (first < 0 || to < 0 || to - first > 3 || !base) return;
  scan.draft.per = { concept: base, scale: 1 };
  const text = label.per(1, conceptLabel(scan.vocabulary, base));
  for (const at of [ratio, to, second]) use(scan, at, "per", text);
}

const nextNoun = (scan: Scan, at: number): number => (isFiller(scan.finds[at]) ? beside(scan, at, 1) : at);

/** "How long was the index above 80", "for how long were schools closed": the days that meet a limit are counted. */
function readDuration(scan: Scan): void {
  for (const at of freeWords(scan, "how-much")) {
    if (!/how long$/i.test(typed(scan, at))) continue;
    scan.draft.counts = { of: "periods", grain: "day", share: false };
    use(scan, at, "statistic", label.countOf("days"));
  }
}

const GRAIN_WORD = /^(hour|day|week|month|quarter|year)s?$/;

/** What is counted: behind "how many", over "of" and the number of all there are ("how many of the 182 countries"). */
function countedAt(scan: Scan, at: number): number {
  const next = beside(scan, at, 1, "of");
  const all = amountAt(scan, next);
  if (!all || wordOf(scan.finds[all.next], "level") === undefined) return next;
  for (let i = next; i < all.next; i += 1) use(scan, i, "statistic", label.alreadySaid);
  return all.next;
}

/** "how many days", "in how many countries", "what share of weeks": periods or places are counted, not the measure. */
export function readCounted(scan: Scan): void {
  const { draft } = scan;
  const { tokens } = scan.cut;
  const inARow = tokens.some(
    ({ norm }, i) => norm === "consecutive" || (norm === "row" && tokens[i - 1]?.norm === "a"),
  );
  const longest = /\blongest (?:run|stretch|streak|spell|period|series|time)\b/i.test(scan.cut.text);
  const until =
    /\bhow (?:long|many (?:hours|days|weeks|months|years)) (?:did|does|had|has|would) it take\b/i.test(
      scan.cut.text,
    );
  if (until) {
    scan.gaps.push({ part: "measure", text: gapText.howLong });
    return;
  }
  readDuration(scan);
  if (inARow || longest) scan.gaps.push({ part: "measure", text: gapText.inARow });
  for (const at of placesOf(
    scan,
    (find, i) =>
      isFree(scan, i) &&
      (wordOf(find, "how-many") !== undefined || wordOf(find, "statistic")?.statistic === "share"),
  )) {
    if (draft.counts) return;
    const share = wordOf(scan.finds[at], "how-many") === undefined;
    const next = countedAt(scan, at);
    const found = scan.finds[next];
    if (
      readingsOf(found, "time").length > 0 &&
      GRAIN_WORD.test(scan.cut.tokens[found?.first ?? 0]?.norm ?? "")
    ) {
      // "How many days after 1 March did …" asks how long it took, which no statistic here gives.
      scan.gaps.push({ part: "measure", text: gapText.howLong });
      return;
    }
    const grain = wordOf(found, "grain");
    const reading = wordOf(found, "reading");
    // "How many weekly deaths" counts deaths, not weeks.
    const lengthOnly =
      grain?.adverb === true && readingsOf(scan.finds[beside(scan, next, 1, "new")], "concept").length > 0;
    if ((grain && !lengthOnly) || reading) {
      const unit: Grain = grain?.grain ?? "hour";
      draft.counts = { of: "periods", grain: unit, share };
      use(scan, at, "statistic", label.countOf(typed(scan, next)));
      use(scan, next, "statistic", label.countOf(typed(scan, next)));
      return;
    }
    const afterArea = readingsOf(found, "area").length > 0 ? beside(scan, next, 1) : next;
    const level = wordOf(scan.finds[afterArea], "level");
    const countable = level && readingsOf(scan.finds[afterArea], "concept").length === 0;
    if (level && countable) {
      draft.counts = { of: "places", level: level.level, share };
      draft.by = level.level;
      use(scan, at, "statistic", label.countOf(typed(scan, afterArea)));
      use(scan, afterArea, "by", label.countOf(typed(scan, afterArea)));
      return;
    }
  }
}

/** A limit and the finds it takes. */
export type Limit = Threshold & { readonly first: number; readonly last: number; readonly percent?: boolean };

/** "above 3,000", "at least 50 %", "1,000 or more", "no new cases", "more than 60 % below normal". Null when the text has none. */
export function readLimit(scan: Scan): Limit | null {
  for (const at of freeWords(scan, "comparator")) {
    const word = wordOf(scan.finds[at], "comparator");
    if (!word) continue;
    const amount = amountAt(scan, at + 1) ?? amountAt(scan, beside(scan, at, 1));
    if (amount)
      return below(
        scan,
        {
          op: word.op,
          value: signed(scan, amount),
          first: at,
          last: amount.next - 1,
          percent: amount.percent,
        },
        amount,
      );
    const back = amountBefore(scan, at);
    if (back) return { op: word.op, value: signed(scan, back), first: back.at, last: at };
  }
  const level = levelLimit(scan) ?? exactLimit(scan);
  if (level) return level;
  const negative = scan.finds.findIndex(
    (find, i) => isFree(scan, i) && scan.cut.tokens[find.first]?.norm === "negative",
  );
  if (scan.draft.counts && negative >= 0) return { op: "<", value: 0, first: negative, last: negative };
  for (const at of placesOf(
    scan,
    (find, i) =>
      isFree(scan, i) &&
      scan.draft.counts !== undefined &&
      (wordOf(find, "not") !== undefined || wordOf(find, "number")?.value === 0),
  )) {
    if (/^(not|never)$/i.test(typed(scan, at))) continue;
    return { op: "=", value: 0, first: at, last: at };
  }
  return null;
}

/** "How many countries had an index of 100": exactly that. */
function exactLimit(scan: Scan): Limit | null {
  if (!scan.draft.counts) return null;
  for (const at of freeWords(scan, "of")) {
    const amount = isFree(scan, at + 1) ? amountAt(scan, at + 1) : null;
    const measure = scan.uses.get(at - 1)?.part === "measure";
    if (amount && measure) return { op: "=", value: signed(scan, amount), first: at, last: amount.next - 1 };
  }
  return null;
}

/** "at level 3", "level 2 or higher": a step of a scale. */
function levelLimit(scan: Scan): Limit | null {
  for (const at of placesOf(
    scan,
    (_find, i) => isFree(scan, i) && /^(at )?(level|stage|grade|category|score)$/i.test(typed(scan, i)),
  )) {
    const amount = amountAt(scan, at + 1);
    if (!amount) continue;
    const more = wordOf(scan.finds[amount.next], "comparator");
    return {
      op: more?.op ?? "=",
      value: amount.value,
      first: at,
      last: more ? amount.next : amount.next - 1,
    };
  }
  return null;
}

function amountBefore(scan: Scan, at: number): Amount | null {
  for (let i = at - 1; i >= Math.max(0, at - 4); i -= 1) {
    const amount = amountAt(scan, i);
    if (amount && amount.next === at)
      return amountAt(scan, i - 1)?.next === at ? amountAt(scan, i - 1) : amount;
  }
  return null;
}

/** A minus sign right before a number belongs to it. */
function signed(scan: Scan, amount: Amount): number {
  const first = scan.finds[amount.at]?.first ?? 0;
  const sign = scan.cut.tokens[first - 1];
  const touches = sign?.end === scan.cut.tokens[first]?.start;
  const minus =
    sign !== undefined &&
    /^[-−–]$/.test(sign.text) &&
    touches &&
    scan.cut.tokens[first - 2]?.end !== sign.start;
  const word = scan.cut.tokens[first - 1]?.norm === "minus";
  return minus || word ? -amount.value : amount.value;
}

const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  ">": "<",
  ">=": "<=",
  "<": ">",
  "<=": ">=",
  "=": "=",
  "!=": "!=",
};

/** "more than 60 % below normal" is a change under −60 %. */
function below(scan: Scan, limit: Limit, amount: Amount): Limit {
  const at = isFiller(scan.finds[amount.next]) ? beside(scan, amount.next, 1) : amount.next;
  const normal =
    wordOf(scan.finds[at], "against")?.against === "normal" && /below|under/i.test(typed(scan, at));
  return normal ? { ...limit, op: MIRRORED[limit.op], value: -limit.value, last: at } : limit;
}

/** "by county", "in each state", "per district": one figure for each place of a level. */
export function readLevels(scan: Scan): void {
  for (const at of freeWords(scan, "level")) {
    const word = wordOf(scan.finds[at], "level");
    const before = beside(scan, at, -1, "in");
    if (!word || readingsOf(scan.finds[at], "concept").length > 0) continue;
    const each = wordOf(scan.finds[before], "each") ?? wordOf(scan.finds[before], "per");
    if (!each && !/^by /i.test(typed(scan, at))) continue;
    scan.draft.by = word.level;
    use(scan, at, "by", label.perLevel(levelText(word.level)));
    if (each) use(scan, before, "by", label.perLevel(levelText(word.level)));
  }
}

/** A level for a reading under the text. */
export const levelText = (level: Level): string => (level === "world" ? "world" : levelInFull(level, "one"));

/** "regions" with no country beside them are regions of the world. */
export function settleLevel(scan: Scan): void {
  const { draft } = scan;
  const inCountry = draft.areas.some((area) => area.id !== "world" && !area.id.startsWith("region/"));
  if (
    draft.by === "adm1" &&
    !inCountry &&
    scan.finds.some(
      (find) => wordOf(find, "level") && /^regions?$/i.test(scan.cut.tokens[find.last]?.norm ?? ""),
    )
  ) {
    draft.by = "region";
  }
  if (
    draft.by === "adm2" &&
    draft.areas.length > 0 &&
    draft.areas.every(({ id }) => firstLevelOnly(scan, id))
  )
    draft.by = "adm1";
  const finest = draft.areas.map((area) => scan.index.areas.get(area.id)?.level ?? "country");
  const deeper = finest.every((level) => LEVELS.indexOf(draft.by ?? "world") > LEVELS.indexOf(level));
  if (draft.by && !deeper && draft.areas.length === 1 && !draft.counts) {
    // "Kenema district": the level of the place itself asks for no breakdown.
    if (finest[0] === draft.by) delete draft.by;
  }
}

/** Whether a country's parts are known at the first level only: the districts of Sierra Leone are what others call provinces. */
const firstLevelOnly = ({ index }: Scan, country: string): boolean => {
  let first = false;
  for (const { id, level } of index.areas.values()) {
    if (!id.startsWith(`${country}/`)) continue;
    if (level === "adm2") return false;
    first ||= level === "adm1";
  }
  return first;
};
