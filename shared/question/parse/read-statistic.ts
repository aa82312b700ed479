import { parentsOf } from "../../places/containment.ts";
import { GRAINS } from "../../time/grain.ts";
import type { Behaviour } from "../../vocabulary/behaviour.ts";
import { conceptById, isKindOf } from "../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../vocabulary/words.ts";
import type { Statistic } from "../question.ts";
import { readingsOf, wordOf } from "./find.ts";
import { label } from "./labels.ts";
import { amountAt } from "./numbers.ts";
import { type Limit, levelText } from "./read-counts.ts";
import { type NamedLevel, namedLevel } from "./scale-levels.ts";
import { beside, type Choice, freeWords, isFree, placesOf, type Scan, typed, use } from "./scan.ts";
import { phraseKey } from "./tokens.ts";
import type { StatisticWord } from "./words.ts";

/** How the measure usually behaves; the statistic that is meant when none is named depends on it. */
export function behaviourOf(scan: Scan): Behaviour {
  return (scan.draft.concept && conceptById(scan.vocabulary, scan.draft.concept)?.behaviour) || "flow";
}

/** "by week", "daily", "on one day", "in a single week": the length of the periods that are looked at. */
export function readGrain(scan: Scan): void {
  for (const at of freeWords(scan, "grain")) {
    const word = wordOf(scan.finds[at], "grain");
    const before = at - 1;
    const led = wordOf(scan.finds[before], "each", "one", "per") !== undefined;
    if (!word || !(word.adverb || led)) continue;
    if (scan.draft.counts?.of === "periods") continue;
    scan.draft.grain = word.grain;
    if (/^(by|per|each|every)\b/i.test(typed(scan, led ? before : at))) scan.draft.series = true;
    use(scan, at, "time", label.each(word.grain));
    if (led) use(scan, before, "time", label.each(word.grain));
  }
  for (const at of freeWords(scan, "when")) {
    const last = scan.cut.tokens[scan.finds[at]?.last ?? 0]?.norm;
    const grain = GRAINS.find((one) => one === last);
    if (grain) scan.draft.grain ??= grain;
    use(scan, at, "time", grain ? label.each(grain) : label.anyTime);
  }
  for (const at of freeWords(scan, "reading")) {
    scan.draft.grain ??= "hour";
    use(scan, at, "time", label.each("hour"));
  }
}

/** "which five countries", "top 10 counties", "where is it worst": places in order, and how many of them. */
export function readRanking(scan: Scan): void {
  const { draft } = scan;
  if (draft.counts) return;
  for (const at of freeWords(scan, "which", "top")) {
    let next = beside(scan, at, 1, "of", "statistic");
    const amount = amountAt(scan, next);
    if (amount) next = beside(scan, amount.next - 1, 1, "statistic", "of");
    const area = readingsOf(scan.finds[next], "area").length > 0;
    const levelAt = area ? beside(scan, next, 1) : next;
    const level = wordOf(scan.finds[levelAt], "level");
    if (!level) continue;
    const plural = /s$/.test(scan.cut.tokens[scan.finds[levelAt]?.last ?? 0]?.norm ?? "");
    draft.kind = "ranking";
    draft.by = level.level;
    draft.rank = {
      top: Math.min(1000, Math.max(1, Math.round(amount?.value ?? (plural ? 10 : 1)))),
      from: direction(scan),
    };
    use(scan, at, "rank", label.rank(draft.rank.top, draft.rank.from));
    if (amount)
      for (let i = amount.at; i < amount.next; i += 1)
        use(scan, i, "rank", label.rank(draft.rank.top, draft.rank.from));
    use(scan, levelAt, "by", label.perLevel(levelText(level.level)));
    return;
  }
  if (countedExtreme(scan)) return;
  const where = freeWords(scan, "where")[0];
  const kindWord = placesOf(
    scan,
    (find, at) => isFree(scan, at) && wordOf(find, "kind")?.kind === "ranking",
  )[0];
  const extreme = freeWords(scan, "statistic").some((at) =>
    ["highest", "lowest"].includes(wordOf(scan.finds[at], "statistic")?.statistic ?? ""),
  );
  if (kindWord === undefined && !(where !== undefined && extreme)) return;
  draft.kind = "ranking";
  draft.by ??= draft.areas.some((area) => area.id !== "world" && !area.id.startsWith("region/"))
    ? "adm1"
    : "country";
  draft.rank = { top: 10, from: direction(scan) };
  use(scan, where ?? kindWord ?? 0, "rank", label.rank(draft.rank.top, draft.rank.from), {
    unsure: where !== undefined,
  });
}

/** "the 10 highest counties", "the five worst hit countries". */
function countedExtreme(scan: Scan): boolean {
  const { draft } = scan;
  for (const at of freeWords(scan, "statistic")) {
    const extreme = wordOf(scan.finds[at], "statistic")?.statistic;
    const behind = beside(scan, at, 1);
    // "counties with the most inhabitants": the places stand before.
    const ahead =
      (wordOf(scan.finds[at - 1], "among", "each") ?? wordOf(scan.finds[beside(scan, at, -1)], "among"))
        ? beside(scan, at, -1, "among", "each")
        : -1;
    const levelAt = wordOf(scan.finds[behind], "level") ? behind : ahead;
    const level = wordOf(scan.finds[levelAt], "level");
    if ((extreme !== "highest" && extreme !== "lowest") || !level) continue;
    const amount = amountAt(scan, at - 1);
    const one = !amount && !/s$/.test(scan.cut.tokens[scan.finds[levelAt]?.last ?? 0]?.norm ?? "");
    draft.kind = "ranking";
    draft.by = level.level;
    draft.rank = {
      top: Math.min(1000, Math.max(1, Math.round(amount?.value ?? (one ? 1 : 10)))),
      from: extreme,
    };
    for (const i of [at, levelAt, ...(amount ? [at - 1] : [])])
      use(scan, i, "rank", label.rank(draft.rank.top, extreme));
    return true;
  }
  return false;
}

const direction = (scan: Scan): "highest" | "lowest" =>
  placesOf(scan, (find) => wordOf(find, "statistic")?.statistic === "lowest").length > 0
    ? "lowest"
    : "highest";

/** Statistic words still on the table, first to last. */
function words(scan: Scan): { at: number; word: StatisticWord }[] {
  return freeWords(scan, "statistic").flatMap((at) => {
    const word = wordOf(scan.finds[at], "statistic");
    return word ? [{ at, word: word.statistic }] : [];
  });
}

/** Chooses the statistic from what the text says, else from how the measure behaves. */
export function readStatistic(scan: Scan, limit: Limit | null): void {
  const { draft } = scan;
  const said = words(scan);
  const take = (...kinds: StatisticWord[]): boolean => {
    const found = said.filter(({ word }) => kinds.includes(word));
    for (const { at } of found) use(scan, at, "statistic", label.statistic(kinds[0] ?? "total"));
    return found.length > 0;
  };
  if (take("correction")) {
    take("highest");
    draft.statistic = { kind: "largest-correction" };
    draft.grain ??= "day";
    return;
  }
  if (draft.counts) {
    draft.statistic = countStatistic(scan, limit);
    take("total", "highest", "lowest");
    return;
  }
  if (limit) applyLimit(scan, limit);
  if (draft.series && said.length === 0 && !draft.kind) draft.kind = "trend";
  const quantile = freeWords(scan, "quantile")[0];
  const base = draft.kind === "ranking" ? null : plainStatistic(scan, take, quantile);
  if (draft.kind === "ranking") draft.statistic = rankedStatistic(scan, take);
  else draft.statistic = base ?? usual(scan);
  if (draft.statistic.kind === "share") readShare(scan);
  asRate(scan, take);
}

function plainStatistic(
  scan: Scan,
  take: (...kinds: StatisticWord[]) => boolean,
  quantile: number | undefined,
): Statistic | null {
  const { draft } = scan;
  if (quantile !== undefined) {
    use(scan, quantile, "statistic", label.statistic("quantile"));
    return { kind: "quantile", q: wordOf(scan.finds[quantile], "quantile")?.q ?? 0.5 };
  }
  const percentChange = scan.finds.some(
    (find) => wordOf(find, "percent") || /percent|per cent/.test(scan.cut.tokens[find.first]?.norm ?? ""),
  );
  if (take("share")) {
    if (take("change")) return { kind: "change", as: "percent" };
    return { kind: "share" };
  }
  if (take("median")) return { kind: "median" };
  if (take("mean")) {
    take("highest", "lowest", "total");
    return { kind: "mean" };
  }
  if (take("highest")) {
    take("total");
    return { kind: "peak" };
  }
  if (take("lowest")) {
    take("total");
    return { kind: "lowest" };
  }
  if (draft.against?.kind === "published-version") {
    take("change", "difference");
    return null;
  }
  if (take("change")) {
    take("total", "difference");
    return { kind: "change", as: percentChange ? "percent" : "absolute" };
  }
  if (take("total")) return total(scan);
  if (take("latest")) return { kind: "latest" };
  if (!draft.concept && take("records")) return { kind: "records" };
  return null;
}

/** "total number of people in shelters on 3 May" adds places, not days; "cumulative cases on 3 May" counts all up to then. */
function total(scan: Scan): Statistic {
  const { draft } = scan;
  const behaviour = behaviourOf(scan);
  const oneDay = draft.time?.from !== undefined && draft.time.from === draft.time.to;
  if (behaviour === "stock" && (oneDay || draft.time?.upTo)) return { kind: "latest" };
  const running = scan.cut.tokens.some((token) => /^(cumulative|cumulatively|running)$/.test(token.norm));
  if (running && oneDay && draft.time) delete draft.time.from;
  return { kind: "total" };
}

/** What is meant when nothing is said. A level over a long window could be its peak or its mean: said as unsure. */
function usual(scan: Scan): Statistic {
  const { draft } = scan;
  const behaviour = behaviourOf(scan);
  const { time } = draft;
  const oneDay = time?.from !== undefined && time.from === time.to;
  const window = time?.from !== undefined && !oneDay && !time.upTo;
  if (behaviour === "event") return { kind: "records" };
  if (behaviour === "flow" || behaviour === "cumulative") return dayTotal(scan, oneDay);
  if (draft.kind === "trend") return { kind: behaviour === "stock" ? "peak" : "mean" };
  if (!window) return { kind: "latest" };
  const usualKind = draft.concept ? conceptById(scan.vocabulary, draft.concept)?.usualStatistic : undefined;
  const kind =
    behaviour === "stock" ? (usualKind === "latest" || usualKind === "peak" ? "peak" : "mean") : "mean";
  doubtStatistic(scan, kind);
  return { kind };
}

/**
 * "deaths on 1 June": what happened that day, or all up to then? Between published versions of a series the running total
 * is meant; else the day, unless said ("new", "daily") as a guess.
 */
function dayTotal(scan: Scan, oneDay: boolean): Statistic {
  const { draft } = scan;
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "time")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  const day = draft.time?.to;
  const unsaid = oneDay && !draft.fresh && !draft.grain && !draft.time?.upTo && day !== undefined;
  if (!unsaid || at === undefined || !taken || draft.counts || draft.kind === "ranking")
    return { kind: "total" };
  const versions = draft.asPublished !== undefined;
  if (versions) draft.time = { to: day };
  const other = versions
    ? { label: label.onDay(day), patch: { time: { from: day, to: day } } }
    : { label: label.upToDay(day), patch: { time: { to: day } } };
  scan.uses.set(at, {
    ...taken,
    reading: versions ? label.upToDay(day) : label.onDay(day),
    unsure: true,
    choices: [...taken.choices, other],
  });
  return { kind: "total" };
}

/** Marks the measure as unsure in its statistic, with the other legal ones as choices. */
function doubtStatistic(scan: Scan, chosen: "peak" | "mean"): void {
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "measure")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  const { concept, subject } = scan.draft;
  if (at === undefined || !taken || !concept) return;
  const oneYear =
    scan.draft.time?.from?.slice(5) === "01-01" &&
    scan.draft.time.to === `${scan.draft.time.from.slice(0, 4)}-12-31`;
  const others = (["peak", "mean", "latest", "lowest"] as const).filter((kind) => kind !== chosen);
  const choices: Choice[] = others.map((kind) => ({
    label: label.statistic(kind),
    patch: { measure: { concept, ...(subject && { subject }), statistic: { kind } } },
  }));
  // Over one year a yearly figure is its own mean: nothing to be unsure of.
  const unsure = !(oneYear && chosen === "mean");
  scan.uses.set(at, {
    ...taken,
    reading: `${taken.reading}, ${label.statistic(chosen)}`,
    unsure: taken.unsure || unsure,
    choices: [...taken.choices, ...choices],
  });
}

/** "most deaths" ranks totals; "most patients in hospital" ranks peaks over a window; "on one day" and the like ask for the peak. */
function rankedStatistic(scan: Scan, take: (...kinds: StatisticWord[]) => boolean): Statistic {
  const { draft } = scan;
  const behaviour = behaviourOf(scan);
  if (take("mean")) {
    take("highest", "lowest");
    return { kind: "mean" };
  }
  if (take("median")) {
    take("highest", "lowest");
    return { kind: "median" };
  }
  if (take("change")) {
    take("highest", "lowest");
    return { kind: "change", as: "absolute" };
  }
  const extreme = take("highest", "lowest");
  take("total");
  const oneDay = draft.time?.from !== undefined && draft.time.from === draft.time.to;
  if (extreme && behaviour === "stock" && !oneDay && !draft.time?.upTo) return { kind: "peak" };
  if (take("latest")) return { kind: "latest" };
  if (draft.grain && behaviour === "flow") return { kind: "peak" };
  if (behaviour === "event") return { kind: "records" };
  if (behaviour === "flow" || behaviour === "cumulative") return { kind: "total" };
  return usual(scan);
}

function countStatistic(scan: Scan, limit: Limit | null): Statistic {
  const { draft } = scan;
  const level = limit ? null : namedLevel(scan);
  if (level) return countOfLevel(scan, level);
  if (limit) applyLimit(scan, limit);
  const condition = limit ? { op: limit.op, value: limit.value } : { op: ">" as const, value: 0 };
  if (!limit) {
    const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "statistic")[0];
    const taken = at === undefined ? undefined : scan.uses.get(at);
    // "How many countries reported cases" means any; for a level of a scale "any" is a guess.
    const guessed = !["flow", "event", "cumulative"].includes(behaviourOf(scan));
    if (at !== undefined && taken)
      scan.uses.set(at, {
        ...taken,
        reading: `${taken.reading}, ${label.limit(">", 0)}`,
        unsure: taken.unsure || guessed,
      });
  }
  const share = draft.counts?.share ? { as: "share" as const } : {};
  if (draft.counts?.of === "periods") {
    draft.grain = draft.counts.grain;
    return { kind: "periods-meeting", condition, ...share };
  }
  return { kind: "places-meeting", condition, ...share };
}

/** "On how many days were schools closed at all levels": a step of the measure's scale is the limit. */
function countOfLevel(scan: Scan, { limit, label: text, sure }: NamedLevel): Statistic {
  const { draft } = scan;
  for (let i = limit.first; i <= limit.last; i += 1) use(scan, i, "threshold", text);
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "statistic")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  if (at !== undefined && taken && !sure)
    scan.uses.set(at, { ...taken, reading: `${taken.reading}: ${text}`, unsure: true });
  const condition = { op: limit.op, value: limit.value };
  const share = draft.counts?.share ? { as: "share" as const } : {};
  if (draft.counts?.of !== "periods") return { kind: "places-meeting", condition, ...share };
  draft.grain = draft.counts.grain;
  return { kind: "periods-meeting", condition, ...share };
}

/** The measure of another concept that the tables on this one hold in the unit named: "1,000 customers" of outages, "acres" of fires. */
function conceptOfUnit(scan: Scan, at: number): string | undefined {
  const stems = new Set(phraseKey(typed(scan, at)));
  for (const { concepts } of scan.index.measuring.get(scan.draft.concept ?? "") ?? []) {
    for (const { concept } of concepts) {
      const unit = conceptById(scan.vocabulary, concept)?.unit.many;
      if (concept !== scan.draft.concept && unit && phraseKey(unit).some((stem) => stems.has(stem)))
        return concept;
    }
  }
  return undefined;
}

function applyLimit(scan: Scan, limit: Limit): void {
  const text = label.limit(limit.op, limit.value);
  for (let i = limit.first; i <= limit.last; i += 1) use(scan, i, "threshold", text);
  takeUnit(scan, limit.last + 1, text);
  if (scan.draft.counts) return;
  // "fires of more than 1,000 acres": a limit on another measure picks the events that are counted.
  const noun = beside(scan, limit.last, 1, "of", "in");
  const verb = beside(scan, limit.first, -1);
  const held = new Set(
    (scan.index.measuring.get(scan.draft.concept ?? "") ?? []).flatMap(({ concepts }) =>
      concepts.map(({ concept }) => concept),
    ),
  );
  const named = [noun, verb]
    .flatMap((at) => readingsOf(scan.finds[at], "concept").map(({ id }) => id))
    .filter((id) => id !== scan.draft.concept);
  const itself = readingsOf(scan.finds[noun], "concept").some(({ id }) => id === scan.draft.concept);
  const picked = itself
    ? undefined
    : (named.find((id) => held.has(id)) ?? conceptOfUnit(scan, noun) ?? named[0]);
  if (picked) {
    scan.draft.where.push({
      dimension: picked,
      op: limit.op === "=" || limit.op === "!=" ? "in" : limit.op,
      values: [limit.value],
    });
    for (const at of [noun, verb]) {
      const about =
        wordOf(scan.finds[at], "people") !== undefined || readingsOf(scan.finds[at], "concept").length > 0;
      if (about) use(scan, at, "where", `${conceptLabel(scan.vocabulary, picked)} ${text}`);
    }
    return;
  }
  const unsure = scan.uses.get(limit.first);
  if (unsure) scan.uses.set(limit.first, { ...unsure, unsure: true });
  scan.draft.against ??= { kind: "target", value: limit.value };
}

/** The unit's own words behind a limit ("35 micrograms per cubic metre") say nothing new. */
function takeUnit(scan: Scan, from: number, text: string): void {
  const unit = scan.draft.concept ? conceptById(scan.vocabulary, scan.draft.concept)?.unit : undefined;
  const words = new Set(unit ? [...phraseKey(unit.one), ...phraseKey(unit.many)] : []);
  for (let at = from; at < from + 6 && isFree(scan, at); at += 1) {
    const find = scan.finds[at];
    const inside = scan.cut.tokens.slice(find?.first ?? 0, (find?.last ?? -1) + 1);
    if (!inside.every(({ stem, kind }) => kind === "sign" || words.has(stem))) return;
    use(scan, at, "threshold", text);
  }
}

/** "What share of people had a booster" divides by the population; "what share of the cases were women" is a part of the cases. */
function readShare(scan: Scan): void {
  const { draft } = scan;
  const at = placesOf(scan, (find) => wordOf(find, "statistic")?.statistic === "share")[0] ?? -1;
  const whole = beside(scan, at, 1, "of");
  const concept = draft.concept ? conceptById(scan.vocabulary, draft.concept) : undefined;
  const people = wordOf(scan.finds[whole], "people") !== undefined;
  const wholeConcept = readingsOf(scan.finds[whole], "concept")[0]?.id;
  if (behaviourOf(scan) === "ratio") {
    // The measure is a share already ("share of people who are undernourished").
    draft.statistic = usual(scan);
    if (people) use(scan, whole, "measure", label.share);
    return;
  }
  const customers = /customers?$/i.test(typed(scan, whole));
  const base =
    concept?.denominators.find(
      (id) =>
        id === wholeConcept || (wholeConcept !== undefined && isKindOf(scan.vocabulary, wholeConcept, id)),
    ) ??
    (people
      ? concept?.denominators.find((id) => (customers ? id === "customers-served" : id === "population"))
      : undefined);
  if (!base || wholeConcept === draft.concept) return;
  draft.per = { concept: base, scale: 100 };
  draft.statistic = usual(scan);
  use(scan, whole, "per", label.per(100, conceptLabel(scan.vocabulary, base)));
}

/** "What share of the deaths worldwide were in the Middle East": the part is a place inside the whole. */
export function settleShare(scan: Scan): void {
  const { draft } = scan;
  if (draft.statistic?.kind !== "share" || draft.where.some(({ dimension }) => dimension !== "case-status"))
    return;
  const inner = draft.areas.filter((area) =>
    draft.areas.every(
      (other) => other === area || other.id === "world" || parentsOf(area.id).includes(other.id),
    ),
  );
  const [part] = inner.length > 0 ? inner : draft.areas;
  if (!part || draft.areas.length > 2) return;
  draft.where.push({ dimension: "place", op: "in", values: [part.id] });
  draft.areas = draft.areas.filter((area) => area !== part);
}

/** Turns the statistic into a rate where a denominator is named, or where "rate" is said of something counted. */
function asRate(scan: Scan, take: (...kinds: StatisticWord[]) => boolean): void {
  const { draft } = scan;
  const saidRate = take("rate") || /\brates?\b/i.test(measureText(scan));
  const behaviour = behaviourOf(scan);
  if (behaviour === "ratio" || behaviour === "index") return;
  if (!draft.per && saidRate) {
    draft.per = { concept: "population", scale: 100_000 };
  }
  if (!draft.per || !draft.statistic) return;
  const { kind } = draft.statistic;
  const of = kind === "latest" || kind === "mean" || kind === "peak" ? kind : "total";
  draft.statistic = { kind: "rate", of };
}

const measureText = (scan: Scan): string =>
  placesOf(scan, (_find, at) => scan.uses.get(at)?.part === "measure")
    .map((at) => typed(scan, at))
    .join(" ");
