import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { openImportedEntries } from "../../electron/workspace/imported/imported-entries.ts";
import { layoutOf } from "../../electron/workspace/layout.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { NOTHING_CHOSEN, type PageAsked } from "../../shared/catalogue/list/listing.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { open } from "../askline/open.ts";
import { entriesOf, judgedQuestions } from "./judged-questions.ts";
import type { ScaleFigures } from "./match.ts";

const PLACES = ["Kenya", "Nepal", "Chad", "Peru", "Fiji", "Yemen", "Haiti", "Ghana"];

/** So many entries made by varying real ones: another place and year in title and description. */
async function variedEntries(count: number): Promise<Dataset[]> {
  const real = [...(await entriesOf("all.jsonl.gz")), ...(await entriesOf("hdx-entries.jsonl.gz"))];
  return Array.from({ length: count }, (_, at) => {
    const entry = real[at % real.length];
    if (entry === undefined) throw new Error("no entries to vary");
    const round = Math.floor(at / real.length);
    if (round === 0) return entry;
    const place = PLACES[(at + round) % PLACES.length] ?? "";
    return {
      ...entry,
      id: `${entry.id}~v${round}`,
      title: `${entry.title}, ${place} ${2000 + round}`,
      description: `${entry.description} ${place}`,
      temporal: { from: `${1990 + (at % 20)}-01-01`, to: `${2010 + (at % 14)}-12-31` },
    };
  });
}

/** Writes a catalogue of so many entries into a workspace, in a process of its own whose memory goes with it. */
async function prepare(folder: string, size: number): Promise<void> {
  const layout = layoutOf(folder);
  await mkdir(layout.imported, { recursive: true });
  const manifest = {
    schema: "askline/workspace/1",
    name: "Varied",
    created: "2026-01-01T00:00:00Z",
    bundled: false,
  };
  await writeFile(layout.manifest, JSON.stringify(manifest));
  const { entries } = await openImportedEntries(layout, false);
  const merged = await entries.merge("varied", await variedEntries(size));
  if (!merged.ok) throw new Error(merged.problem.message);
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** The longest that a timer of five milliseconds had to wait beyond its time. */
function watchLoop(): () => number {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

const megabytes = (): number => process.memoryUsage().rss / 1024 ** 2;

const page = (part: Partial<PageAsked>): PageAsked => ({
  search: "",
  chosen: NOTHING_CHOSEN,
  sort: "title",
  descending: false,
  start: 0,
  count: 100,
  ...part,
});

async function measure(folder: string, size: number): Promise<ScaleFigures> {
  const texts = judgedQuestions().map(({ text }) => text);
  const [firstText = ""] = texts;
  const memoryBefore = megabytes();
  const opened = await timed(() => open(folder, "fail"));
  const askline = opened.value;
  const first = await timed(() => askline.search(firstText, 10));
  const memoryFirst = megabytes();
  const longest = watchLoop();
  const matches: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const text of texts) {
      const question = questionSchema.parse({ version: 1, text, asked: "2026-11-24", kind: "situation" });
      const { ms } = await timed(() => askline.look(question));
      if (round > 0) matches.push(ms);
    }
  }
  const blocked = longest();
  await askline.catalogue.page(page({}));
  const listed = await timed(() => askline.catalogue.page(page({ start: Math.floor(size / 2) })));
  await askline.catalogue.page(page({ search: "water" }));
  const filtered = await timed(() =>
    askline.catalogue.page(page({ search: "flood", sort: "to", descending: true })),
  );
  const memory = megabytes();
  await askline.close();
  return {
    size,
    open: opened.ms,
    first: first.ms,
    memoryBefore,
    memoryFirst,
    p50: quantile(matches, 0.5),
    p95: quantile(matches, 0.95),
    blocked,
    page: listed.ms,
    filter: filtered.ms,
    memory,
  };
}

/** `prepare FOLDER SIZE` or `measure FOLDER SIZE`; measuring tells its figures to the process that started this one. */
const [what, folder = "", size = "0"] = process.argv.slice(2);
if (what === "prepare") await prepare(folder, Number(size));
else {
  process.send?.(await measure(folder, Number(size)));
  process.disconnect();
}
