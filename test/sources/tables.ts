import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../shared/catalogue/distribution.ts";
import type { Result } from "../../shared/result.ts";
import { type CompareAsk, planComparison } from "../../shared/sources/compare.ts";
import { type Disagreement, readDisagreement } from "../../shared/sources/disagreement.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { type Database, fakeSha } from "../plan/real-tables.ts";

const vocabulary = builtInVocabulary();

type Parts = Readonly<Record<string, unknown>>;

let made = 0;

/**
 * A small table: its description, and the SELECT that gives its rows. What a test does not say of its measure is as
 * harmless as can be: what comes new of cholera cases, by country.
 */
export async function table(
  database: Database,
  title: string,
  {
    measure = {},
    columns,
    ...part
  }: Parts & { readonly measure?: Parts; readonly columns: readonly Parts[] },
  select: string,
): Promise<Dataset> {
  made += 1;
  const id = `t${made}`;
  const sha256 = fakeSha(id);
  await database.create(sha256, select);
  return datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title,
    description: "",
    publisher: { name: "test" },
    distributions: [
      {
        mediaType: "application/vnd.apache.arrow.file",
        held: true,
        sha256,
        profile: { sha256, rows: 100, columns: [] },
      },
    ],
    columns,
    measures: [
      {
        id: "v",
        label: "v",
        column: "v",
        concept: "cases",
        subject: "cholera",
        unit: "people",
        behaviour: "flow",
        preferred: true,
        ...measure,
      },
    ],
    ...part,
  });
}

export const place = { name: "place", type: "Utf8", role: "place", level: "country" } as const;
export const day = {
  name: "t",
  type: "Date32[day]",
  role: "time",
  time: { storedAs: "date", grain: "day" },
} as const;
export const week = { ...day, time: { storedAs: "date", grain: "week" } } as const;
export const month = { ...day, time: { storedAs: "date", grain: "month" } } as const;
export const value = { name: "v", type: "Float64", role: "measure" } as const;

/** Two spellings of the same countries, with a row for the world that stands beside them. */
export const names = {
  placeValues: {
    place: [
      { value: "Italy", area: "ITA" },
      { value: "France", area: "FRA" },
      { value: "World", area: "world", aggregate: true },
    ],
  },
};
export const codes = {
  placeValues: {
    place: [
      { value: "ITA", area: "ITA" },
      { value: "FRA", area: "FRA" },
      { value: "DEU", area: "DEU" },
    ],
  },
};

/** Plans, runs and reads a comparison, as the application does. */
export async function compare(
  database: Database,
  one: Dataset,
  other: Dataset,
  ask: Partial<CompareAsk> = {},
): Promise<Result<Disagreement>> {
  const planned = planComparison({
    datasets: [one, other],
    thing: { concept: "cases", subject: "cholera" },
    area: null,
    vocabulary,
    ...ask,
  });
  if (!planned.ok) return planned;
  const { columns, rows } = await database.run(planned.value.query);
  return readDisagreement(planned.value, {
    columns: columns.map(({ name, type }) => ({ name, type: type === "VARCHAR" ? "text" : "number" })),
    rows: rows.map((row) => row.map((cell) => (typeof cell === "bigint" ? Number(cell) : cell))),
  });
}

/** The figures of a comparison, or the reason why there are none. */
export async function figures(
  ...ask: Parameters<typeof compare>
): Promise<Disagreement | { readonly code: string; readonly message: string }> {
  const compared = await compare(...ask);
  return compared.ok ? compared.value : compared.problem;
}

/** The hash under which a table's rows lie. */
export const hashOf = (dataset: Dataset): string => currentDistribution(dataset)?.sha256 ?? "";

/** Rows as SQL: day or date, place, value. */
export const rows = (...all: readonly (readonly [string, string, number | null])[]): string =>
  `SELECT CAST(t AS DATE) AS t, place, CAST(v AS DOUBLE) AS v FROM (VALUES ${all.map(([t, where, v]) => `('${t}', '${where}', ${v ?? "NULL"})`).join(", ")}) AS r(t, place, v)`;
