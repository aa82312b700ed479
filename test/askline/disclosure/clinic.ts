import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Askline } from "../../../electron/askline.ts";
import { chartData } from "../../../renderer/charts/chart-data.ts";
import type { Answer } from "../../../shared/answer/answer.ts";
import type { Outcome } from "../../../shared/api.ts";
import type { DatasetInput } from "../../../shared/catalogue/dataset.ts";
import { type Question, questionSchema } from "../../../shared/question/question.ts";
import { open } from "../open.ts";

/** One person of the made-up case list: a row. */
export type Person = {
  readonly date: string;
  readonly region: string;
  readonly sex: "female" | "male";
  readonly age: number;
  readonly died: "yes" | "no";
};

/** The areas of the four regions the list has, by the name the table uses. */
export const AREA = {
  Lombardy: "ITA/lombardia",
  Veneto: "ITA/veneto",
  Lazio: "ITA/lazio",
  Tuscany: "ITA/toscana",
} as const;

const people = (count: number, make: (nth: number) => Person): Person[] =>
  Array.from({ length: count }, (_, nth) => make(nth));

const day = (nth: number): string => `2022-06-${String(1 + (nth % 28)).padStart(2, "0")}`;

/**
 * Lombardy 60, Tuscany 40, Lazio 12 and Veneto 4 people. In Lazio one man and eleven women. On 28 June two people in
 * all, both of Lombardy. Of Tuscany's forty three died.
 */
export const CLINIC: readonly Person[] = [
  ...people(60, (nth) => ({
    date: day(nth),
    region: "Lombardy",
    sex: nth % 2 === 0 ? "female" : "male",
    age: 20 + nth,
    died: nth % 4 === 0 ? "yes" : "no",
  })),
  ...people(40, (nth) => ({
    date: day(nth % 27),
    region: "Tuscany",
    sex: nth % 2 === 0 ? "female" : "male",
    age: 30 + nth,
    died: nth < 3 ? "yes" : "no",
  })),
  ...people(12, (nth) => ({
    date: day(2 * nth),
    region: "Lazio",
    sex: nth === 5 ? "male" : "female",
    age: 40 + nth,
    died: "no",
  })),
  ...people(4, (nth) => ({
    date: day(5 + 5 * nth),
    region: "Veneto",
    sex: "female",
    age: 97 + nth,
    died: "no",
  })),
];

const POPULATION = { Lombardy: 9_967_000, Tuscany: 3_662_000, Lazio: 5_720_000, Veneto: 4_838_000 };

export type Terms = Partial<DatasetInput>;

/**
 * A workspace with the case list as personal data, once for each name under terms of its own (the ledger's guard looks at
 * one dataset at a time, so that attacks on different ones do not meet), and the open populations of its regions.
 */
export async function clinics(folder: string, lists: ReadonlyMap<string, Terms>): Promise<Askline> {
  const at = join(folder, "w");
  const population = join(folder, "regional-population.csv");
  const files = [...lists.keys()].map((name) => join(folder, `${name}.csv`));
  for (const name of lists.keys()) await writeList(folder, name, CLINIC);
  await writeFile(
    population,
    ["region,population", ...Object.entries(POPULATION).map((pair) => pair.join(","))].join("\n"),
  );
  const empty = await open(at, "create-empty");
  const report = await empty.importPaths([...files, population], {});
  if (!report.ok || report.value.rejected > 0) throw new Error(JSON.stringify(report));
  await empty.close();
  for (const [name, terms] of lists) await setTerms(at, name, terms);
  return open(at, "fail");
}

/**
 * Writes a list as a file. The last columns tell the lists apart: the same file is not taken in twice, and lists are taken
 * for the same people where all their columns are alike. Names with one number are the same people.
 */
async function writeList(folder: string, name: string, people: readonly Person[]): Promise<string> {
  const file = join(folder, `${name}.csv`);
  const number = Number(/\d+/.exec(name)?.[0] ?? 0);
  const [early, inside] = [6 * (1 + (number % 18)), 6 * (1 + Math.floor(number / 18))];
  const rows = people.map(({ date, region, sex, died, age }, nth) =>
    [
      ...[date, region, sex, died, age, name],
      nth < early ? "early" : "late",
      nth < inside ? "inside" : "outside",
    ].join(","),
  );
  await writeFile(file, ["report_date,region,sex,died,age_years,list,shift,door", ...rows].join("\n"));
  return file;
}

/** A newer file of a list, as its source would send it. */
export async function revise(
  askline: Askline,
  folder: string,
  name: string,
  people: readonly Person[],
): Promise<void> {
  const report = await askline.importPaths([await writeList(folder, name, people)], {});
  if (!report.ok || report.value.rejected > 0) throw new Error(JSON.stringify(report));
}

/** Writes terms into the case list's catalogue entry, as a steward would; rows count people by their own measure. */
export async function setTerms(workspace: string, name: string, terms: Terms): Promise<void> {
  const file = join(workspace, "catalogue", "datasets", `${name}.json`);
  const entry = JSON.parse(await readFile(file, "utf8"));
  const cases = {
    id: "cases",
    label: "cases",
    column: null,
    concept: "cases",
    unit: "people",
    behaviour: "event",
    countsPeople: true,
    preferred: true,
  };
  const deaths = {
    ...cases,
    id: "deaths",
    label: "deaths",
    concept: "deaths",
    where: [{ column: "died", op: "in", values: ["yes"] }],
  };
  const age = entry.measures.find((one: { id: string }) => one.id === "age-years");
  await writeFile(
    file,
    JSON.stringify({
      ...entry,
      access: "personal",
      ...terms,
      measures: [cases, deaths, { ...age, behaviour: "index", unit: "years" }],
    }),
  );
}

/** A question about a list; June 2022 and everywhere unless it says otherwise. */
const asked = (dataset: string, part: Partial<Question>): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", statistic: { kind: "total" } },
    place: { areas: [] },
    time: { from: "2022-06-01", to: "2022-06-30" },
    dataset,
    decision: { kind: "waived" },
    ...part,
  });

export const inRegion = (...names: (keyof typeof AREA)[]): Partial<Question> => ({
  place: { areas: names.map((name) => ({ id: AREA[name], name })) },
});

/** One list under attack. */
export type Target = {
  readonly askline: Askline;
  readonly list: string;
  readonly outcome: (part: Partial<Question>) => Promise<Outcome>;
  /** The answer of a question that must have one. */
  readonly answered: (part: Partial<Question>) => Promise<Answer>;
  /** Why a question was held back; null where it was answered. */
  readonly heldBack: (part: Partial<Question>) => Promise<string | null>;
};

export function targetOf(askline: Askline, name: string): Target {
  const outcome = async (part: Partial<Question>): Promise<Outcome> => {
    const result = await askline.ask({ question: asked(name, part), unsure: [] });
    if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
    return result.value;
  };
  return {
    askline,
    list: name,
    outcome,
    answered: async (part) => {
      const got = await outcome(part);
      if (got.kind !== "answered") throw new Error(`refused: ${got.refusal.reasons.join(" ")}`);
      return got.answer;
    },
    heldBack: async (part) => {
      const got = await outcome(part);
      return got.kind === "refused" && got.refusal.code === "held-back"
        ? got.refusal.reasons.join(" ")
        : null;
    },
  };
}

/**
 * Everything that leaves Askline about an answer, as text: the answer itself but for the description of method and data
 * (plan, match, queries, hashes), the points that the chart and its tips show, and the exported files.
 */
export async function emitted(askline: Askline, answer: Answer, folder: string): Promise<string> {
  const { match: _, plan: __, queries: ___, question: ____, ...told } = answer;
  const files: string[] = [];
  for (const format of ["csv", "json", "askline"] as const) {
    const path = join(folder, `${answer.id}.${format}`);
    const written = await askline.exportAnswer(answer.id, format, path);
    if (!written.ok) throw new Error(written.problem.message);
    if (format === "csv")
      files.push(await readFile(path, "utf8"), await readFile(`${path}.about.json`, "utf8"));
    if (format === "askline") files.push((await readFile(path)).toString("latin1"));
  }
  return JSON.stringify([told, chartData(answer.table, answer.chart), files]);
}

/** The column of an answer's table, by row. */
export function cells(answer: Answer, column: string): Record<string, unknown> {
  const at = answer.table.columns.findIndex(({ name }) => name === column);
  const key = answer.table.columns.findIndex(
    ({ role }) => role === "place" || role === "period" || role === "dimension",
  );
  return Object.fromEntries(answer.table.rows.map((row) => [String(row[key] ?? ""), row[at]]));
}
