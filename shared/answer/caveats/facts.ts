import { areaById } from "../../places/gazetteer.ts";
import { dateParts, daysBetween } from "../../time/calendar.ts";
import type { Context } from "../context.ts";
import { dayOf, lastDayOf } from "../periods.ts";
import type { RawRow } from "../table/read-result.ts";

/** Facts about the main branch's rows in one window, as the engine measured them. */
export type WindowFacts = {
  /** Rows that passed all filters, and those with a value. */
  readonly rows: number;
  readonly withValue: number;
  /** Instants with a value, the first and the last of them. */
  readonly instants: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Places with a value: most at one instant, and at the last. */
  readonly mostPlaces: number;
  readonly lastPlaces: number;
  /** Most rows that one place and instant have. */
  readonly mostRows: number;
};

export function windowFacts({ figures }: Pick<Context, "figures">, w = "now"): WindowFacts | null {
  const row = figures.main.fact.find((fact) => fact.w === w);
  if (!row) return null;
  return {
    rows: row.n ?? 0,
    withValue: row.nn ?? 0,
    instants: row.v ?? 0,
    first: row.t2,
    last: row.t,
    mostPlaces: row.x ?? 0,
    lastPlaces: row.y ?? 0,
    mostRows: row.m ?? 0,
  };
}

/** Rows of a fact part that belong to a window. */
export const factsOf = (rows: readonly RawRow[], w = "now"): readonly RawRow[] =>
  rows.filter((row) => row.w === w);

/** Whether the figure adds the instants of a window up, so that a missing one makes it too small. */
export function addsOverTime({ plan, measure }: Pick<Context, "plan" | "measure">): boolean {
  const fold = plan.steps.find((step) => step.kind === "fold")?.fold.kind;
  return measure.behaviour === "flow" && fold === "total";
}

/** Whether places are added into each figure. */
export function addsPlaces({ figures, measure }: Pick<Context, "figures" | "measure">): boolean {
  return (
    !["ratio", "index"].includes(measure.behaviour) &&
    figures.main.branch.aggregate.place.kind === "all" &&
    (figures.main.branch.scan.placeColumns.length > 0 || figures.main.branch.scan.values.length > 1)
  );
}

/** Days (years, for yearly data) of a window before the first and after the last data; null where the window has no such end. */
export function windowEnds(context: Context): {
  readonly before: number;
  readonly after: number;
  readonly unit: "day" | "year";
} | null {
  const facts = windowFacts(context);
  if (!facts || facts.first === null || facts.last === null) return null;
  const yearly = context.figures.main.branch.scan.time?.storedAs === "year";
  const grain = yearly ? "year" : (context.figures.main.branch.scan.time?.grain ?? "day");
  const end = yearly
    ? lastDayOf(facts.last, "year")
    : grain === "month" || grain === "quarter"
      ? lastDayOf(facts.last, grain)
      : dayOf(facts.last);
  const { from, to } = context.window;
  if (yearly) {
    const [first, last] = [Number(facts.first), Number(facts.last)];
    return {
      before: from === undefined ? 0 : Math.max(0, first - dateParts(from).year),
      after: to === undefined ? 0 : Math.max(0, dateParts(to).year - last),
      unit: "year",
    };
  }
  return {
    unit: "day",
    before: from === undefined ? 0 : Math.max(0, daysBetween(from, dayOf(facts.first))),
    after: to === undefined ? 0 : Math.max(0, daysBetween(end, to)),
  };
}

/** What the finest place of a row is called: as the source spells it, or the area's name where the plan put in its id. */
export function placeNameOf({ figures }: Pick<Context, "figures">, row: RawRow): string {
  const value = row.places.findLast((name) => name !== null) ?? "";
  const ids = figures.main.branch.scan.values.some(({ place }) => place !== null);
  return ids ? (areaById(value)?.name ?? value) : value;
}
