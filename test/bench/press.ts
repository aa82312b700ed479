import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import type { Page } from "playwright-core";
import { storePath } from "../../electron/engine/store/folder.ts";
import { launchAskline } from "../window/launch.ts";
import { writeBenchTable } from "./engine-data.ts";
import { makeLargeWorkspace } from "./large-workspace.ts";
import { type Measure, median, tableOf } from "./measure.ts";

/** Questions by words with a chart each, and the bare statement for its figures. Every press asks of other days: none is answered from memory. */
const SHAPES: readonly {
  readonly name: string;
  readonly text: (from: string) => string;
  readonly bare: string;
}[] = [
  {
    name: "trend by week",
    text: (from) => `COVID-19 cases by week from ${from} 2021 to 30 December 2021`,
    bare: "SELECT date_trunc('week', day) AS week, sum(cases) FROM $T WHERE day BETWEEN $D AND DATE '2021-12-30' GROUP BY 1 ORDER BY 1",
  },
  {
    name: "ranking",
    text: (from) => `Which 10 countries had the most COVID-19 cases from ${from} 2021 to 30 December 2021?`,
    bare: "SELECT region, sum(cases) AS s FROM $T WHERE day BETWEEN $D AND DATE '2021-12-30' GROUP BY 1 ORDER BY s DESC LIMIT 10",
  },
  {
    name: "total by place",
    text: (from) => `COVID-19 cases by country from ${from} 2021 to 30 December 2021`,
    bare: "SELECT region, sum(cases) FROM $T WHERE day BETWEEN $D AND DATE '2021-12-30' GROUP BY 1",
  },
  {
    name: "trend of four years",
    text: (from) => `COVID-19 cases by week from ${from} 2020 to 30 December 2023`,
    bare: "SELECT date_trunc('week', day) AS week, sum(cases) FROM $T WHERE day BETWEEN $D AND DATE '2023-12-30' GROUP BY 1 ORDER BY 1",
  },
];

/** Most that a press may take beside its bare statement: so many times as long, and so many milliseconds more. */
const TIMES = 1.3;
const MORE_MS = 120;

/** Rows of the page that is sent to the window to see what the way costs. */
const SENT_ROWS = 100_000;

/** Rows of a page as the window asks for them. */
const PAGE_ROWS = 2000;

/** In the real window: from the press on the button to the painted chart beside the bare SQL, and what sending 100,000 × 6 costs. */
export async function benchPress({
  folder,
  rows,
  pairs,
  say,
}: {
  readonly folder: string;
  readonly rows: number;
  readonly pairs: number;
  readonly say: (line: string) => void;
}): Promise<readonly Measure[]> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `bench-${rows}.arrow`);
  await writeBenchTable(path, rows);
  const workspace = join(folder, `press-${rows}`);
  const sha256 = await makeLargeWorkspace(workspace, path, rows);
  const { page, close } = await launchAskline({ workspace });
  page.setDefaultTimeout(PATIENCE_MS);
  // tsx gives functions their names by this, also those that are sent to the page.
  await page.addInitScript({ content: "globalThis.__name ??= (made) => made" });
  await page.addInitScript(watchPorts);
  await page.reload();
  try {
    // The first question waits for the store to be made; what is measured is the work with it.
    await press(page, "How many COVID-19 cases from 2 January 2021 to 30 December 2021?");
    const cache = join(workspace, "cache");
    const store = storePath({ stores: join(cache, "stores"), work: join(cache, "work") }, sha256);
    const bare = await openBare(store, page);
    const measures: Measure[] = [];
    for (const shape of SHAPES) measures.push(await pressed(page, bare, shape, pairs));
    measures.push(...(await sent(page, bare, pairs)));
    bare.closeSync();
    say(`\nWindow at ${rows.toLocaleString("en")} rows, ${pairs} pairs each\n${tableOf(measures)}`);
    return measures;
  } finally {
    await close();
  }
}

/** A step may have to wait for the store of a large table. */
const PATIENCE_MS = 120_000;

/** DuckDB in this process over the same store, as soon as that is made. */
async function openBare(store: string, page: Page): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const end = Date.now() + PATIENCE_MS; ; await page.waitForTimeout(500)) {
    try {
      await connection.run(`ATTACH '${store}' AS made (READ_ONLY)`);
      return connection;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

const sqlOf = (bare: string, day: number, year: string): string =>
  bare
    .replaceAll("$T", 'made."main"."rows"')
    .replaceAll("$D", `DATE '${year}-01-${String(day).padStart(2, "0")}'`);

async function pressed(
  page: Page,
  bare: DuckDBConnection,
  { name, text, bare: sql }: (typeof SHAPES)[number],
  pairs: number,
): Promise<Measure> {
  const year = sql.includes("2023") ? "2020" : "2021";
  const alone: number[] = [];
  const whole: number[] = [];
  for (let turn = 0; turn <= pairs; turn += 1) {
    const day = 3 + turn;
    const began = performance.now();
    await (await bare.runAndReadAll(sqlOf(sql, day, year))).getRows();
    const took = performance.now() - began;
    const painted = await press(page, text(`${day} January`), ".chart svg path, .chart svg rect");
    // The first of each kind warms both up.
    if (turn > 0) {
      alone.push(took);
      whole.push(painted);
    }
  }
  const [sqlMs, ms] = [median(alone), median(whole)];
  return {
    name: `press to painted chart, ${name}`,
    value: ms,
    unit: "ms",
    limit: TIMES * sqlMs + MORE_MS,
    detail: `bare SQL ${sqlMs.toFixed(0)} ms`,
  };
}

/** Asks in the window as a person does; milliseconds from the press until what `there` selects has been painted, by the page's own clock. */
async function press(page: Page, text: string, there = "main h1"): Promise<number> {
  await page.evaluate(() => {
    history.pushState(null, "", "/ask");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  const fresh = page.getByRole("button", { name: "New question" });
  if (await fresh.isVisible()) await fresh.click();
  await page.getByRole("textbox").first().fill(text);
  await page.getByRole("button", { name: "No decision, just asking" }).click();
  const button = page.getByRole("button", { name: "Seal and get the answer" });
  await button.and(page.locator(":enabled")).waitFor();
  const painted = page.evaluate(
    (selector) =>
      new Promise<number>((done) => {
        let began = 0;
        addEventListener("pointerdown", () => (began = performance.now()), { once: true, capture: true });
        const look = () => {
          const arrived = began > 0 && /^\/answers\/[^/]+$/.test(location.pathname);
          const isThere = arrived && document.querySelector(selector) !== null;
          // The frame after the one in which it is there has been painted.
          requestAnimationFrame(isThere ? () => done(performance.now() - began) : look);
        };
        look();
      }),
    there,
  );
  await button.click();
  return painted;
}

/** Lets the bench have the ports it asked for before the page's own listener, which closes what nobody of its own waits for. */
function watchPorts(): void {
  const portsFor = new Map<unknown, (port: MessagePort | undefined) => void>();
  Reflect.set(globalThis, "portsFor", portsFor);
  addEventListener("message", (event) => {
    const take = portsFor.get(event.data?.id);
    if (take === undefined) return;
    event.stopImmediatePropagation();
    take(event.ports[0]);
  });
}

/**
 * What it costs to bring 100,000 × 6 from the engine to the page and to read it there, beside a query that makes as much:
 * the page's own statement takes rows off a table and does next to nothing.
 */
async function sent(page: Page, bare: DuckDBConnection, pairs: number): Promise<Measure[]> {
  const days = "day BETWEEN DATE '2020-01-04' AND DATE '2023-12-30'";
  const taken = `SELECT day, region, facility, cases, rate, id FROM made."main"."rows" WHERE ${days} LIMIT ${SENT_ROWS} OFFSET`;
  const made = `SELECT region, day, sum(cases), avg(rate), count(*), max(id) FROM made."main"."rows" WHERE ${days} GROUP BY ALL ORDER BY ALL LIMIT ${SENT_ROWS} OFFSET`;
  await press(page, "How many COVID-19 cases from 4 January 2020 to 30 December 2023?");
  const times = {
    whole: [] as number[],
    taken: [] as number[],
    made: [] as number[],
    jumps: [] as number[][],
  };
  const { total } = await page.evaluate(fetchRows, { offset: 0, count: 1 });
  for (let turn = 0; turn <= pairs; turn += 1) {
    const bareMs = async (sql: string) => {
      const began = performance.now();
      await bare.run(`${sql} ${turn}`);
      return performance.now() - began;
    };
    const [takenMs, madeMs] = [await bareMs(taken), await bareMs(made)];
    const { ms, base64 } = await page.evaluate(fetchRows, { offset: turn, count: SENT_ROWS });
    const bytes = Buffer.from(base64, "base64");
    const read = performance.now();
    if (tableFromIPC(bytes).numRows !== SENT_ROWS) throw new Error("Rows were lost on the way.");
    const readMs = performance.now() - read;
    const jumps: number[] = [];
    for (const offset of [turn, Math.floor(total / 2) + turn, total - PAGE_ROWS - turn])
      jumps.push((await page.evaluate(fetchRows, { offset, count: PAGE_ROWS })).ms);
    if (turn === 0) continue;
    times.whole.push(ms + readMs);
    times.taken.push(takenMs);
    times.made.push(madeMs);
    times.jumps.push(jumps);
  }
  const more = Math.max(0, median(times.whole) - median(times.taken));
  const jump = (which: number) => median(times.jumps.map((jumps) => jumps[which] ?? 0)).toFixed(0);
  return [
    {
      name: "100,000 × 6 from the engine to the window ÷ query",
      value: more / median(times.made),
      unit: "×",
      limit: 0.5,
      detail: `${more.toFixed(0)} ms more than the ${median(times.taken).toFixed(0)} ms of taking the rows; a query that makes as many takes ${median(times.made).toFixed(0)} ms`,
    },
    {
      name: "slowest page of rows behind an answer",
      value: Math.max(...[0, 1, 2].map((which) => Number(jump(which)))),
      unit: "ms",
      limit: null,
      detail: `first ${jump(0)}, middle ${jump(1)}, last ${jump(2)} ms of ${total.toLocaleString("en")} rows`,
    },
  ];
}

/** Runs in the page: asks for rows behind the latest answer and waits for them at the port. */
async function fetchRows({ offset, count }: { readonly offset: number; readonly count: number }) {
  const { call } = Reflect.get(globalThis, "askline");
  const [{ id }] = (await call["answers.list"]({ search: "" })).value;
  const runId = crypto.randomUUID();
  const port = new Promise<MessagePort>((resolve) => Reflect.get(globalThis, "portsFor").set(runId, resolve));
  const began = performance.now();
  const bytes = port.then(
    (from) =>
      new Promise<Uint8Array<ArrayBuffer>>((resolve) => {
        from.onmessage = ({ data }) => {
          resolve(data);
          from.close();
        };
      }),
  );
  const reply = await call["answers.rows"]({ id, runId, row: null, offset, count });
  if (!reply.ok) throw new Error(reply.problem.message);
  const arrived = await bytes;
  const ms = performance.now() - began;
  const base64 = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^.*,/, ""));
    reader.readAsDataURL(new Blob([arrived]));
  });
  return { ms, base64, total: Number(reply.value.total) };
}
