import { z } from "zod";
import { settle } from "../answer/rounding.ts";
import type { ResultTable } from "../answer/table/table.ts";
import type { Measure } from "../catalogue/dataset.ts";
import { timeCoverageOf } from "../catalogue/time-coverage.ts";
import { levelSchema } from "../places/area.ts";
import { placeName } from "../places/gazetteer.ts";
import { fail, ok, type Result } from "../result.ts";
import { grainSchema } from "../time/grain.ts";
import { conceptLabel } from "../vocabulary/words.ts";
import type { Comparison } from "./compare.ts";
import { cannotCompare, disagreementSentence, periodInWords } from "./sentences.ts";

const sideSchema = z.object({
  dataset: z.string(),
  title: z.string(),
  /** What its measure is called in the table. */
  measure: z.string(),
  /** Complete figures it has of the places that both have; `first` and `last` are when. */
  places: z.number(),
  first: z.string().nullable(),
  last: z.string().nullable(),
});

/** How far two sources of one thing differ on what both have. Shares are of the larger of two figures, 0…1. */
export const disagreementSchema = z.object({
  sides: z.tuple([sideSchema, sideSchema]),
  /** Shared figures: one place in one period. `nothing`: zero on both sides. */
  cells: z.number(),
  nothing: z.number(),
  same: z.number(),
  /** The first side is the higher, the lower one. */
  higher: z.number(),
  lower: z.number(),
  /** Of the cells that are not zero on both sides; null where all are. */
  median: z.number().nullable(),
  ninetieth: z.number().nullable(),
  /** How much higher the first side typically is than the second, as a share of the second: −0.03 is 3 % lower; null where the second is nothing. */
  lean: z.number().nullable(),
  places: z.number(),
  periods: z.number(),
  from: z.string(),
  to: z.string(),
  /** Null: compared on the one day of a table without dates. */
  grain: grainSchema.nullable(),
  level: levelSchema,
  unit: z.string(),
  way: z.enum(["new", "total", "level", "value"]),
  largest: z
    .object({
      area: z.string(),
      place: z.string(),
      at: z.string(),
      when: z.string(),
      values: z.tuple([z.number(), z.number()]),
    })
    .nullable(),
  /** In what the two are not quite alike; empty: like for like. */
  limits: z.array(z.string()),
  /** All of it in plain words. */
  text: z.string(),
});
export type Disagreement = z.infer<typeof disagreementSchema>;

/** Reads the one row that a comparison's query gives. The problem `not-answerable` says that nothing is shared, and why. */
export function readDisagreement(
  comparison: Comparison,
  { columns, rows }: ResultTable,
): Result<Disagreement> {
  const [row = []] = rows;
  const cell = (name: string): unknown => row[columns.findIndex((column) => column.name === name)] ?? null;
  const count = (name: string): number => Number(cell(name) ?? 0);
  const share = (name: string): number | null => {
    const value = cell(name);
    return value === null ? null : settle(Number(value));
  };
  const text = (name: string): string | null => {
    const value = cell(name);
    return typeof value === "string" ? value : null;
  };
  const { pairing, ask, when, level } = comparison;
  const [first, last] = [text("first"), text("last")];
  if (count("cells") === 0 || first === null || last === null)
    return fail({ code: "not-answerable", message: nothingShared(comparison, text) });
  const grain = when.kind === "periods" ? when.grain : null;
  const [area, at] = [text("topArea"), text("topTime")];
  const [one, other] = ask.datasets;
  const titles = [one.title, other.title] as const;
  const side = (of: 0 | 1, places: string, from: string, to: string) => ({
    dataset: ask.datasets[of].id,
    title: titles[of],
    measure: measureName(pairing.measures[of], ask),
    places: count(places),
    first: text(from),
    last: text(to),
  });
  const largest: Disagreement["largest"] =
    area === null || at === null
      ? null
      : {
          area,
          place: placeName(area),
          at,
          when: periodInWords(at, grain),
          values: [Number(cell("topX")), Number(cell("topY"))],
        };
  const found = {
    cells: count("cells"),
    nothing: count("nothing"),
    same: count("same"),
    higher: count("higher"),
    lower: count("lower"),
    median: share("median"),
    ninetieth: share("ninetieth"),
    places: count("places"),
    from: first,
    to: last,
    grain,
    level,
    largest,
  };
  return ok({
    ...found,
    sides: [side(0, "placesA", "firstA", "lastA"), side(1, "placesB", "firstB", "lastB")],
    lean: leanOf(share("leaning")),
    periods: count("periods"),
    unit: pairing.measures[0].unit,
    way: pairing.way,
    limits: [...comparison.limits],
    text: disagreementSentence({ ...found, titles }),
  });
}

/** What the table calls its measure; of a table with a column per place, each of which is one, what all of them are. */
const measureName = ({ label, id, place, concept }: Measure, { vocabulary }: Comparison["ask"]): string =>
  place === undefined ? label || id : conceptLabel(vocabulary, concept);

/** From a share of the larger figure to one of the second side's: 20 against 16 is a fifth of 20, and a quarter more than 16. */
function leanOf(share: number | null): number | null {
  if (share === null || share <= 0) return share;
  return share >= 1 ? null : settle(share / (1 - share));
}

function nothingShared({ when, ask }: Comparison, text: (name: string) => string | null): string {
  if (when.kind === "day") {
    const dated = ask.datasets.find((dataset) => dataset.columns.some(({ role }) => role === "time"));
    return dated === undefined
      ? cannotCompare.nothing
      : cannotCompare.otherEnd(when.day, dated.title, timeCoverageOf(dated)?.to ?? "");
  }
  const span = (from: string | null, to: string | null): readonly [string, string] | null =>
    from === null || to === null ? null : [from.slice(0, 10), to.slice(0, 10)];
  const [one, other] = [span(text("firstA"), text("lastA")), span(text("firstB"), text("lastB"))];
  const apart = one !== null && other !== null && (one[1] < other[0] || other[1] < one[0]);
  return apart ? cannotCompare.noTime(one, other) : cannotCompare.nothing;
}
