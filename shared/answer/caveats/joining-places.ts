import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { periodWords } from "../periods.ts";
import { showNumber } from "../rounding.ts";
import type { Point, Series } from "../series.ts";
import { addsPlaces } from "./facts.ts";

/** A tenth more or fewer places than at the other end of a series changes what the series says. */
const TENTH = 0.1;

/**
 * Places that join or leave the reporting set of a series over several places: how many have figures in its first and in its
 * last whole period. Serious for what is read at moments; of what is counted, a place without a row may have had none.
 */
export function joiningPlaces(context: Context, series: readonly Series[]): Caveat[] {
  const [only, ...others] = series;
  if (only === undefined || others.length > 0 || !addsPlaces(context)) return [];
  const known = only.points.filter(({ whole, value, places }) => whole && value !== null && places > 0);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || Math.max(first.places, last.places) < 2) return [];
  if (Math.abs(last.places - first.places) <= TENTH * Math.max(first.places, last.places)) return [];
  const at = ({ period }: Point): string => periodWords(period, only.grain);
  return [
    {
      code: "places-differ",
      severity: context.measure.behaviour === "stock" ? "serious" : "notable",
      text: `${showNumber(first.places)} places have figures in ${at(first)} and ${showNumber(last.places)} in ${at(last)}; part of the change comes from that.`,
      evidence: {
        values: [first.places, last.places],
        dates: [first.period, last.period],
        count: Math.abs(last.places - first.places),
      },
    },
  ];
}
