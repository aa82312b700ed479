import type { AnswerTable, Cell, TableColumn } from "../answer.ts";
import type { Context } from "../context.ts";
import type { Compared, Figure } from "../figures.ts";
import { changePercent, roundedCell } from "../rounding.ts";
import type { Uncertain } from "../sampled/combine.ts";
import { roughComparison } from "../sampled/rough.ts";
import { isDeviation } from "../wording/amounts.ts";
import { differenceUnit } from "../wording/percent.ts";
import { sentenceCase, unitWords, windowWords } from "../wording/subject-words.ts";
import {
  build,
  columnOf,
  type Draft,
  dateCell,
  HIDDEN,
  keyColumns,
  limits,
  valueLabel,
} from "./column-drafts.ts";

/** The table of situation, comparison and ranking: a row per place and breakdown. */
export function figureTable(context: Context): AnswerTable {
  const { figures } = context;
  if (figures.compared.length > 0) return comparedTable(context);
  const rows = figures.figures;
  const ranked = rows.some(({ rank }) => rank !== undefined);
  const drafts: Draft<Figure>[] = [
    ...(ranked
      ? [
          {
            column: columnOf("rank", "Rank", "number", "note"),
            cell: ({ rank }: Figure): Cell => rank ?? null,
          },
        ]
      : []),
    ...keyColumns(context, rows),
    {
      column: columnOf("value", valueLabel(context), "number", "value", context.unit),
      cell: ({ value, hidden }) => (hidden ? HIDDEN : roundedCell(value)),
    },
    ...limits(rows, (row) => row.limits, context.unit),
    ...besides(context),
    ...(rows.some(({ at }) => at !== null) && hasDate(context)
      ? [
          {
            column: columnOf("date", "Date", dateType(rows), "note"),
            cell: ({ at, hidden }: Figure) => (hidden ? HIDDEN : dateCell(at)),
          },
        ]
      : []),
  ];
  return build(drafts, rows);
}

const dateType = (rows: readonly Figure[]): TableColumn["type"] =>
  rows.some(({ at }) => at?.includes("T")) ? "time" : "date";

/** A total has no date of its own; its last date of data stands in the sources. */
const hasDate = ({ plan }: Context): boolean =>
  ["latest", "peak", "lowest", "largest-correction", "change", "rate"].includes(plan.statistic.kind);

/** Numbers a figure was made of, shown beside it. */
function besides({ plan, measure, vocabulary }: Context): Draft<Figure>[] {
  const own = unitWords(measure, vocabulary);
  const number = (
    name: string,
    label: string,
    unit: string | null,
    cell: (figure: Figure) => number | null,
  ): Draft<Figure> => ({
    column: columnOf(name, label, "number", "note", unit),
    cell: (figure) => {
      const value = cell(figure);
      return figure.hidden && value === null ? HIDDEN : roundedCell(value);
    },
  });
  switch (plan.statistic.kind) {
    case "rate":
      if (!plan.steps.some((step) => step.kind === "join")) return [];
      return [
        number("count", "Count", measure.unit, ({ x }) => x),
        number("base", "Base", null, ({ y }) => y),
      ];
    case "share":
      return [
        number("part", "Part", measure.unit, ({ x }) => x),
        number("whole", "Whole", measure.unit, ({ y }) => y),
      ];
    case "change":
      return [number("first", "First", own, ({ x }) => x), number("last", "Last", own, ({ y }) => y)];
    case "periods-meeting":
      return [number("seen", "All that have figures", null, ({ x }) => x)];
    case "places-meeting":
      return [number("seen", "All that have figures", null, ({ x }) => x)];
    default:
      return [];
  }
}

function comparedTable(context: Context): AnswerTable {
  const { figures, unit, window } = context;
  const rows = figures.compared.map((compared) => ({
    ...compared,
    place: compared.now.place,
    dims: compared.now.dims,
  }));
  const banded = rows.some(({ band }) => band !== null);
  type Row = (typeof rows)[number];
  const number = (
    name: string,
    label: string,
    role: TableColumn["role"],
    own: string,
    cell: (row: Compared) => number | null,
    hides: (row: Compared) => boolean | undefined = ({ now, hidden }) => now.hidden || hidden,
  ): Draft<Row> => ({
    column: columnOf(name, label, "number", role, own),
    cell: (row) => (hides(row) ? HIDDEN : roundedCell(cell(row))),
  });
  return build<Row>(
    [
      ...keyColumns(context, rows),
      number(
        "value",
        sentenceCase(windowWords(window).trim()),
        "value",
        unit,
        ({ now }) => now.value,
        ({ now }) => now.hidden,
      ),
      ...limits(rows, ({ now }) => now.limits, unit),
      number(
        "compared_with",
        comparisonLabel(context),
        "comparison",
        unit,
        (row) => roughComparison(row)?.other.value ?? row.other,
        ({ hidden }) => hidden,
      ),
      ...limits(rows, (row) => apart(roughComparison(row)?.other.limits), unit, "compared", "Compared with"),
      number(
        "difference",
        "Difference",
        "difference",
        differenceUnit(unit),
        (row) => roughComparison(row)?.difference.value ?? row.difference,
      ),
      ...limits(
        rows,
        (row) => roughComparison(row)?.difference.limits,
        differenceUnit(unit),
        "difference",
        "Difference",
      ),
      number(
        "change_percent",
        "Change",
        "difference",
        "%",
        (row) =>
          roughComparison(row)?.percent?.value ??
          // Per cent of a deviation from normal mean nothing.
          (row.relative === null || isDeviation(unit) ? null : changePercent(row.relative)),
      ),
      ...limits(rows, (row) => roughComparison(row)?.percent?.limits, "%", "change_percent", "Change"),
      ...(banded
        ? [
            number(
              "low",
              "Lowest of the earlier years",
              "interval",
              unit,
              ({ band }) => band?.low ?? null,
              ({ hidden }) => hidden,
            ),
            number(
              "high",
              "Highest of the earlier years",
              "interval",
              unit,
              ({ band }) => band?.high ?? null,
              ({ hidden }) => hidden,
            ),
            number(
              "years",
              "Earlier years",
              "note",
              "years",
              ({ band }) => band?.count ?? null,
              () => false,
            ),
          ]
        : []),
    ],
    rows,
  );
}

/** Limits that lie apart: a fixed target has none. */
const apart = (limits: Uncertain["limits"] | undefined): Uncertain["limits"] | undefined =>
  limits === undefined || limits[0] === limits[1] ? undefined : limits;

/** What the second column of a comparison is called. */
export function comparisonLabel({ question, figures }: Context): string {
  switch (question.against?.kind) {
    case "target":
      return "Target";
    case "place":
      return question.against.areas.map(({ name }) => name).join(", ");
    case "published-version":
      return `As published by ${question.against.asOf}`;
    case "pre-crisis-median":
      return "Median of earlier years";
    default: {
      const then = figures.main.branch.windows.windows.find(({ id }) => id === "then");
      return then ? sentenceCase(windowWords(then).trim()) : "Compared with";
    }
  }
}
