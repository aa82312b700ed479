import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { inFolder, open, sharedFolder, TODAY } from "./open.ts";

const table = join(sharedFolder, "data", "covid19-jhu-vintages", "data.csv.gz");
const HOUR = 3_600_000;

/** The figures as they were published at the end of January 2021, and a month later. */
const VINTAGES = ["2021-01-31", "2021-02-28"] as const;
const COUNTRIES = [
  ["GBR", "United Kingdom"],
  ["USA", "US"],
  ["FRA", "France"],
  ["ESP", "Spain"],
] as const;

const question = questionSchema.parse({
  version: 1,
  text: "How many new COVID-19 cases were there in these countries in January 2021?",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "cases", subject: "covid-19", statistic: { kind: "total" } },
  place: { areas: COUNTRIES.map(([id, name]) => ({ id, name })), by: "country" },
  time: { from: "2021-01-01", to: "2021-01-31" },
  decision: { kind: "waived" },
  dataset: "jhu-as-published",
});

/** Writes one published version as a table of its own, as its publisher would have given it out that day. */
async function writeVintage(folder: string, vintage: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const lines = gunzipSync(await readFile(table))
    .toString("utf8")
    .split("\n");
  const own = lines
    .filter((line) => line.startsWith(`${vintage},`))
    .map((line) => line.split(",").slice(2).join(","));
  await writeFile(
    join(folder, "data.csv"),
    ["date,country,confirmed,recovered,deaths", ...own, ""].join("\n"),
  );
  await writeFile(
    join(folder, "dataset.json"),
    JSON.stringify({
      id: "jhu-as-published",
      title: "COVID-19 by country and day, as published",
      publisher: "Johns Hopkins University CSSE",
      crisis: "COVID-19",
      licence: "CC-BY-4.0",
      granularity: "country / day",
      modified: vintage,
      columns: [
        { name: "date", hxl: "#date" },
        { name: "country", hxl: "#country+name" },
        { name: "confirmed", unit: "people", hxl: "#affected+infected", accumulation: "cumulative" },
        { name: "recovered", unit: "people", hxl: "#affected+recovered", accumulation: "cumulative" },
        { name: "deaths", unit: "people", hxl: "#affected+killed", accumulation: "cumulative" },
      ],
    }),
  );
  return folder;
}

/** The same split by a statement written by hand over the published file: nothing of Askline takes part. */
async function byHand(): Promise<
  Record<string, { count: number; change: number; from: string; to: string; places: object[] }>
> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const names = COUNTRIES.map(([, name]) => `'${name}'`).join(", ");
  const vintage = (day: string) =>
    `SELECT country, date, confirmed FROM read_csv('${table}') WHERE vintage_date = DATE '${day}' AND country IN (${names}) AND date <= DATE '2021-01-31'`;
  const found = await connection.runAndReadAll(`
    WITH old AS (${vintage(VINTAGES[0])}), new AS (${vintage(VINTAGES[1])}),
      added AS (SELECT 'added' AS sort, country, date, confirmed AS change FROM new ANTI JOIN old USING (country, date)),
      removed AS (SELECT 'removed', country, date, -confirmed FROM old ANTI JOIN new USING (country, date)),
      revised AS (SELECT 'revised', country, date, new.confirmed - old.confirmed FROM new JOIN old USING (country, date) WHERE new.confirmed <> old.confirmed)
    SELECT sort, country, count(*)::INT, sum(change)::DOUBLE, min(date)::VARCHAR, max(date)::VARCHAR
    FROM (FROM added UNION ALL FROM removed UNION ALL FROM revised) GROUP BY ALL ORDER BY sort, 3 DESC, country`);
  connection.closeSync();
  instance.closeSync();
  const rows = found.getRows();
  const part = (sort: string) => {
    const own = rows.filter(([kind]) => kind === sort);
    return {
      count: own.reduce((sum, row) => sum + Number(row[2]), 0),
      change: own.reduce((sum, row) => sum + Number(row[3]), 0),
      from: own.map((row) => String(row[4])).sort()[0] ?? "",
      to:
        own
          .map((row) => String(row[5]))
          .sort()
          .at(-1) ?? "",
      places: own.map(([, place, count, change]) => ({
        place,
        count: Number(count),
        change: Number(change),
      })),
    };
  };
  return { revised: part("revised"), added: part("added"), removed: part("removed") };
}

async function imported(askline: Askline, folder: string, vintage: string): Promise<void> {
  const done = await askline.importPaths(
    [await writeVintage(join(folder, vintage, "jhu-as-published"), vintage)],
    {},
  );
  if (!done.ok || done.value.rejected > 0) throw new Error(JSON.stringify(done));
}

describe.skipIf(!existsSync(table))("a series that was published again with other figures", () => {
  it(
    "is told apart by replay into revised, added and removed rows as a statement by hand does, and as known then it is not",
    () =>
      inFolder(async (folder) => {
        const clock = { now: TODAY };
        let ids = 0;
        const around = { now: () => clock.now, newId: () => `V${++ids}`, actor: "ana", application: "test" };
        const askline = await open(join(folder, "w"), "create-empty", { around });
        clock.now += HOUR;
        await imported(askline, folder, VINTAGES[0]);
        const outcome = await askline.ask({ question, unsure: [] });
        if (!outcome.ok || outcome.value.kind === "refused")
          throw new Error(JSON.stringify(outcome).slice(0, 2000));
        const { answer } = outcome.value;
        const before = await askline.datasets();
        const then = new Date(clock.now + HOUR).toISOString();
        clock.now += 24 * HOUR;
        await imported(askline, folder, VINTAGES[1]);

        const replayed = await askline.replay(answer.id, {});
        if (!replayed.ok) throw new Error(replayed.problem.message);
        const { verdict, asThen, data, reasons } = replayed.value;
        expect([verdict, asThen]).toEqual(["different", "identical"]);
        const expected = await byHand();
        expect(data).toHaveLength(1);
        expect(data[0]).toMatchObject(expected);
        expect(expected).toMatchObject({
          revised: { count: 188 },
          added: { count: 4 },
          removed: { count: 112 },
        });
        const [event] = askline.events(undefined, 1);
        expect(JSON.stringify(event?.payload)).toContain("188 rows revised");
        expect(reasons.map(({ code }) => code)).toContain("revised-values");

        // As known then: the catalogue, the match and the replay stand where they stood, and nothing can be written.
        const past = await askline.asKnownAt(then);
        expect(await past.replay(answer.id, {})).toMatchObject({
          ok: true,
          value: { verdict: "identical", data: [] },
        });
        expect((await past.datasets()).map(({ id, rows, to }) => [id, rows, to])).toEqual(
          before.map(({ id, rows, to }) => [id, rows, to]),
        );
        expect((await askline.datasets())[0]?.to).not.toBe(before[0]?.to);
        const entry = await past.entry("jhu-as-published");
        expect(entry).toMatchObject({
          ok: true,
          value: { editable: false, versions: [{ current: true }], uses: [{ id: answer.id }] },
        });
        expect((await past.look(question)).match.entries[0]?.dataset).toBe("jhu-as-published");
        const earlier = await askline.asKnownAt(new Date(TODAY).toISOString());
        expect(await earlier.datasets()).toEqual([]);
        expect((await earlier.look(question)).match.entries).toEqual([]);
        expect(await askline.answersThen("", new Date(TODAY).toISOString())).toEqual([]);
        expect(await askline.answersThen("january", then)).toMatchObject([
          { id: answer.id, lastReplay: null, changed: null },
        ]);

        // The old file gone: it is named, with what can still be said.
        await rm(join(folder, "w", "data", `${answer.sources[0]?.sha256}.arrow`));
        const without = await askline.replay(answer.id, {});
        expect(without).toMatchObject({ ok: true, value: { verdict: "different", asThen: null, data: [] } });
        if (without.ok) expect(without.value.reasons.at(-1)?.text).toContain(answer.sources[0]?.sha256);
        await askline.close();
      }),
    120_000,
  );
});
