import type { Statistic } from "../../question.ts";
import { wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { freeWords, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { usual } from "../usual-statistic.ts";
import { gapText, label } from "../words/labels.ts";
import type { StatisticWord } from "../words/words.ts";
import type { Limit } from "./read-counts.ts";
import { applyLimit, countStatistic } from "./read-limit.ts";
import { asRate, readShare, shareOfBase } from "./read-share.ts";

/** Statistic words still on the table, first to last, and those within a measure's own word ("the deadliest year"). */
function words(scan: Scan): { at: number; word: StatisticWord }[] {
  const said = placesOf(
    scan,
    (find, at) =>
      wordOf(find, "statistic") !== undefined &&
      (isFree(scan, at) || (scan.uses.get(at)?.part === "measure" && /est$/i.test(typed(scan, at)))),
  );
  return said.flatMap((at) => {
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
    take("total", "highest", "lowest", "records");
    // "An average exposure above 50": the measure is a mean by itself.
    if (["ratio", "index"].includes(behaviourOf(scan))) take("mean");
    return;
  }
  if (limit) applyLimit(scan, limit);
  if (draft.series && said.length === 0 && !draft.kind) draft.kind = "trend";
  const quantile = freeWords(scan, "quantile")[0];
  const base = draft.kind === "ranking" ? null : plainStatistic(scan, take, quantile, said);
  if (draft.kind === "ranking") draft.statistic = rankedStatistic(scan, take);
  else draft.statistic = base ?? usual(scan);
  if (draft.statistic.kind === "share") readShare(scan);
  asRate(scan, take);
  if (draft.series && isPlainRatio(draft.statistic)) draft.kind ??= "trend";
}

/** "The share of tests that were positive by week" asks for one of each week; "the peak of the share" for one of all. */
const isPlainRatio = (statistic: Statistic): boolean =>
  statistic.kind === "share" ||
  (statistic.kind === "rate" && (statistic.of === "total" || statistic.of === "latest"));

/** "The difference in peak occupancy between France and Germany": the second place is the other side, whatever the statistic. */
function betweenTwo(
  scan: Scan,
  said: readonly { readonly word: StatisticWord }[],
  take: (...kinds: StatisticWord[]) => boolean,
): void {
  const { draft } = scan;
  if (draft.areas.length !== 2 || draft.against) return;
  // "Compare exposure in China and India": side by side, the first held against the second.
  const compares = /^\s*(?:please )?compare\b/i.test(scan.cut.text);
  const differs = said.some(({ word }) => word === "difference") && take("difference");
  if (compares || differs) readDifference(scan);
}

function plainStatistic(
  scan: Scan,
  take: (...kinds: StatisticWord[]) => boolean,
  quantile: number | undefined,
  said: readonly { readonly at: number; readonly word: StatisticWord }[],
): Statistic | null {
  const { draft } = scan;
  if (quantile !== undefined) {
    use(scan, quantile, "statistic", label.statistic("quantile"));
    return { kind: "quantile", q: wordOf(scan.finds[quantile], "quantile")?.q ?? 0.5 };
  }
  // "By how many percentage points" is a difference of two shares, not a change in per cent.
  const percentChange = scan.finds.some(
    (find, at) =>
      !/points?$/i.test(typed(scan, at)) &&
      (wordOf(find, "percent") || /percent|per cent/.test(scan.cut.tokens[find.first]?.norm ?? "")),
  );
  if (take("share")) return shareStatistic(scan, take);
  betweenTwo(scan, said, take);
  if (take("median")) return { kind: "median" };
  if (take("mean")) {
    take("highest", "lowest", "total");
    return { kind: "mean" };
  }
  if (take("highest")) {
    const falls = said.some(({ at }) => /^(fall|drop|declin|decreas)/i.test(typed(scan, at)));
    if (falls) return largestFall(scan, take);
    take("total");
    return { kind: "peak" };
  }
  if (take("lowest")) {
    take("total");
    return { kind: "lowest" };
  }
  const changes = said.some(({ word }) => word === "change");
  const distance = take("difference") && !changes ? difference(scan) : null;
  if (distance) return distance;
  if (draft.against?.kind === "published-version") {
    take("change", "total");
    return null;
  }
  if (take("change")) {
    take("total");
    if (isDistance(scan) && !saysEnds(scan)) return distanceMean(scan);
    return { kind: "change", as: percentChange ? "percent" : "absolute" };
  }
  if (take("total")) return total(scan);
  if (take("latest")) return { kind: "latest" };
  if (!draft.concept && take("records")) return { kind: "records" };
  return null;
}

/** A part of the whole, or by what share something changed. */
function shareStatistic(scan: Scan, take: (...kinds: StatisticWord[]) => boolean): Statistic {
  const changed = take("change") && !saysWhereItFell(scan);
  if (!changed) return { kind: "share" };
  return isDistance(scan) && !saysEnds(scan) ? distanceMean(scan) : { kind: "change", as: "percent" };
}

/** "What share of the deaths fell in Africa": fell to that place's part, not became fewer. "By what share did deaths fall" has no whole. */
function saysWhereItFell(scan: Scan): boolean {
  const whole = scan.finds.some(
    (find, at) => wordOf(find, "statistic")?.statistic === "share" && /\bof$/i.test(typed(scan, at)),
  );
  return whole && /\b(?:fell|falls?) (?:in|on|to|within)(?: the)? \p{Lu}/u.test(scan.cut.text);
}

/** The biggest drop of a running total is a correction; of anything else nothing here works it out. */
function largestFall(scan: Scan, take: (...kinds: StatisticWord[]) => boolean): Statistic {
  take("change");
  const running = scan.cut.tokens.some(({ norm }) => /^(cumulative|running)$/.test(norm));
  take("total");
  if (!running) scan.gaps.push({ part: "measure", text: gapText.difference });
  return running ? { kind: "largest-correction" } : { kind: "peak" };
}

/** Measures that are themselves a distance from normal, in per cent of it. */
const isDistance = (scan: Scan): boolean => /^(mobility|excess-mortality)/.test(scan.draft.concept ?? "");

/** Whether the time names two ends to go from and to. */
function saysEnds(scan: Scan): boolean {
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "time")[0];
  const find = scan.finds[at ?? -1];
  const words = scan.cut.tokens.slice(find?.first ?? 0, (find?.last ?? -1) + 1).map(({ norm }) => norm);
  return words.some((word) => ["between", "from", "to", "until", "and"].includes(word));
}

/** "How far did presence fall in April": how far below normal it was on average; the change within the month is the other reading. */
function distanceMean(scan: Scan): Statistic {
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "statistic")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  const { concept, subject } = scan.draft;
  if (at !== undefined && taken && concept) {
    const patch = {
      measure: {
        concept,
        ...(subject && { subject }),
        statistic: { kind: "change" as const, as: "absolute" as const },
      },
    };
    scan.uses.set(at, {
      ...taken,
      reading: label.ownBaseline,
      unsure: true,
      choices: [{ label: label.statistic("change"), patch }],
    });
  }
  return { kind: "mean" };
}

/** "How much lower were visits": the measure is itself the distance from normal. Any other difference has two sides. */
function difference(scan: Scan): Statistic | null {
  if (isDistance(scan) && scan.draft.areas.length < 2 && !saysEnds(scan)) return { kind: "mean" };
  readDifference(scan);
  return null;
}

/** "The difference between Italy and Spain": the second place is what the first is held against. Other differences nobody works out here. */
function readDifference(scan: Scan): void {
  const { draft } = scan;
  if (draft.against) return;
  const [first, second, ...more] = draft.areas;
  if (first && second && more.length === 0) {
    draft.areas = [first];
    draft.against = { kind: "place", areas: [second] };
    return;
  }
  scan.gaps.push({ part: "measure", text: gapText.difference });
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

/** "most deaths" ranks totals; "most patients in hospital" ranks peaks over a window; "on one day" and the like ask for the peak. */
function rankedStatistic(scan: Scan, take: (...kinds: StatisticWord[]) => boolean): Statistic {
  const { draft } = scan;
  const behaviour = behaviourOf(scan);
  const part = rankedShare(scan);
  if (part) {
    take("share", "highest", "lowest");
    return part;
  }
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
    return isDistance(scan) && !saysEnds(scan) ? { kind: "mean" } : { kind: "change", as: "absolute" };
  }
  const extreme = take("highest", "lowest");
  take("total");
  const oneDay = draft.time?.from !== undefined && draft.time.from === draft.time.to;
  if (extreme && behaviour === "stock" && !oneDay && !draft.time?.upTo) return { kind: "peak" };
  if (take("latest")) return { kind: "latest" };
  if (draft.grain && behaviour === "flow") return { kind: "peak" };
  if (behaviour === "event") return { kind: "records" };
  return usual(scan);
}

/** "By share of customers without power": a share of the measure's own base orders places; a place's share of a whole orders them as its total does. */
function rankedShare(scan: Scan): Statistic | null {
  if (freeWords(scan, "statistic").every((at) => wordOf(scan.finds[at], "statistic")?.statistic !== "share"))
    return null;
  scan.draft.statistic = { kind: "share" };
  readShare(scan);
  if (scan.draft.statistic.kind === "share" && behaviourOf(scan) === "stock") {
    shareOfBase(scan);
    return usual(scan);
  }
  return scan.draft.statistic.kind === "share" ? null : scan.draft.statistic;
}
