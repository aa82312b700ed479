import { addDays, compareDates } from "../../../time/calendar.ts";
import type { Grain, IsoDate } from "../../../time/grain.ts";
import { endOf, startOf } from "../../../time/periods.ts";
import { readingsOf, wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { placesOf, type Scan, typed, use } from "../scan.ts";
import { usual } from "../usual-statistic.ts";
import { label } from "../words/labels.ts";
import { spanAt } from "./read-time.ts";

/** "New cases", "new COVID-19 deaths", "daily deaths": what each period brings, not what has come together. */
function saysNew(scan: Scan): boolean {
  const measure = placesOf(scan, (_find, at) => scan.uses.get(at)?.part === "measure");
  return (
    scan.draft.fresh === true ||
    scan.draft.grain !== undefined ||
    measure.some(
      (at) =>
        /^(?:new|daily|weekly|monthly|nouveaux|nouvelles)\b/i.test(typed(scan, at)) || newBefore(scan, at),
    )
  );
}

function newBefore(scan: Scan, measure: number): boolean {
  let at = measure - 1;
  while (readingsOf(scan.finds[at], "subject").length > 0) at -= 1;
  return wordOf(scan.finds[at], "new") !== undefined && /^new/i.test(typed(scan, at));
}

/** The first and the last period of a time, by the grain it was said in; null where they are the same. */
function ends(
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  grain: Grain,
): { readonly first: { from: IsoDate; to: IsoDate }; readonly last: { from: IsoDate; to: IsoDate } } | null {
  const first = { from, to: grain === "day" ? from : endOf(grain, from) };
  const last = { from: grain === "day" ? to : startOf(grain, to), to };
  return compareDates(first.to, last.from) < 0 ? { first, last } : null;
}

/**
 * "By how much did daily new cases change between 1 March and 1 April": what the last day brought held against the first. The
 * change of the running total, which tables hold, would be all cases of the time between. Within one period it is a trend.
 */
export function settleFlowChange(scan: Scan): void {
  const { draft } = scan;
  if (draft.statistic?.kind !== "change" || draft.against || draft.kind === "ranking" || draft.counts) return;
  if (!["flow", "cumulative", "event"].includes(behaviourOf(scan))) return;
  const { time } = draft;
  const at = placesOf(
    scan,
    (_find, i) => scan.uses.get(i)?.part === "time" && spanAt(scan, i) !== undefined,
  )[0];
  const grain = at === undefined ? undefined : spanAt(scan, at)?.grain;
  // Between two weeks that are named, what each brought is meant with or without the word.
  if (grain !== "week" && !saysNew(scan)) return;
  if (!time?.from || !time.to || !grain || grain === "hour") {
    draft.kind ??= "trend";
    draft.statistic = usual(scan);
    return;
  }
  const found = ends({ from: time.from, to: time.to }, grain);
  // A table by week has at each day the figure of the week behind it.
  const weekly = scan.cut.tokens.some(({ norm }) => norm === "weekly");
  draft.statistic = { kind: weekly ? "latest" : "total" };
  if (found === null) {
    if (time.from !== time.to) draft.kind ??= "trend";
    return;
  }
  draft.time = { ...found.last };
  draft.against = { kind: "window", ...found.first };
  delete draft.grain;
  const taken = at === undefined ? undefined : scan.uses.get(at);
  if (at !== undefined && taken)
    scan.uses.set(at, { ...taken, reading: label.heldAgainst(found.last, found.first) });
}

/** A mean over so many days that ends on the day asked about. */
const ROLLING =
  /\b(?:(?:seven|7)[- ]days?|weekly) (?:(?:rolling|moving|running) )?(?:average|mean)\b|\b(?:rolling|moving|running) (?:weekly |(?:seven|7)[- ]day )(?:average|mean)\b/i;
const ROLLING_DAYS = 7;

/** "The seven-day average of new cases on 8 January": the mean of the week that ends on that day, not that day's own figure. */
export function settleRolling(scan: Scan): void {
  const { draft } = scan;
  const day = draft.time?.to;
  const said = ROLLING.exec(scan.cut.text);
  if (!said || !day || draft.time?.from !== day || draft.statistic?.kind !== "mean") return;
  if (!["flow", "cumulative"].includes(behaviourOf(scan))) return;
  draft.time = { from: addDays(day, 1 - ROLLING_DAYS), to: day };
  delete draft.grain;
  for (const [at, find] of scan.finds.entries()) {
    const start = scan.cut.tokens[find.first]?.start ?? 0;
    if (start >= said.index && start < said.index + said[0].length)
      use(scan, at, "time", label.span(draft.time));
  }
}
