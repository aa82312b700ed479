import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { shippedExampleSchema } from "../../electron/askline/understand/shipped-example.ts";
import type { Askline } from "../../electron/askline.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { type Concept, vocabularySchema } from "../../shared/vocabulary/concept.ts";
import { bundled, inFolder, open } from "./open.ts";

let folder = "";
let askline: Askline;
let leave: () => void = () => undefined;
const gone = new Promise<void>((resolve) => {
  leave = resolve;
});
let cleaned: Promise<void> = Promise.resolve();

beforeAll(async () => {
  await new Promise<void>((ready, failed) => {
    cleaned = inFolder(async (made) => {
      folder = join(made, "workspace");
      askline = await open(folder, "create-bundled");
      ready();
      await gone;
    });
    cleaned.catch(failed);
  });
});
afterAll(async () => {
  await askline?.close();
  leave();
  await cleaned;
});

/** The rows of the first steps, as a person sees them before sealing. */
const previewOf = async (text: string) => {
  const preview = await askline.asking.preview(askline.parse(text).question, {});
  if (!preview.ok) throw new Error(preview.problem.message);
  return preview.value;
};

const shownBy = (workspace: Askline, id: string) => {
  const shown = workspace.dataset(id);
  return shown.ok && shown.value;
};

/** What a description says of the values in each column of its file. */
const profiled = (dataset: Dataset | false) => {
  const columns = dataset ? dataset.distributions.flatMap(({ profile }) => profile?.columns ?? []) : [];
  expect(columns.length).toBeGreaterThan(0);
  return columns;
};

const QUESTIONS = [
  "How many people died of COVID-19 in India in May 2021?",
  "Which five countries counted the most mpox cases in August 2022?",
  "How many COVID-19 deaths were there per 100,000 people in Peru up to 30 September 2021?",
  "How many COVID-19 deaths did India report up to 31 May 2021 as published on 30 June 2021?",
];

describe("the preview of each step", () => {
  it.each(QUESTIONS)("shows first rows and no value that counts: %s", async (text) => {
    const { steps } = await previewOf(text);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps[0]?.shows).toBe("source");
    expect(steps.some(({ shows, rows }) => shows === "kept" && rows.length > 0)).toBe(true);
    for (const { shows, columns, rows } of steps)
      for (const row of rows)
        for (const [at, cell] of row.entries()) {
          if (cell.covered) expect(cell.text).toBeNull();
          if (columns[at]?.role === "value" && shows !== "source") expect(cell.covered).toBe(true);
        }
  });

  it("keeps step by step what the sentences say", async () => {
    const { steps } = await previewOf("How many people died of COVID-19 in India in May 2021?");
    const kept = steps.filter(({ shows }) => shows === "kept");
    const at = (role: string) => kept.at(-1)?.columns.findIndex((column) => column.role === role) ?? -1;
    for (const row of kept.at(-1)?.rows ?? []) {
      expect(row[at("place")]?.text).toBe("India");
      expect(row[at("time")]?.text).toMatch(/^2021-05-/);
    }
  });

  it("covers the rows themselves where rows are counted", async () => {
    const { steps } = await previewOf("How many mpox cases among women were listed in Spain in June 2022?");
    expect(steps.filter(({ shows }) => shows === "kept")).toEqual([]);
    expect(steps.some(({ shows }) => shows === "counted")).toBe(true);
  });

  it("shows no row of data whose access class is not open, nor their values in the catalogue", async () => {
    const id = "covid19-jhu-country-daily";
    const entry = await askline.catalogue.entry(id);
    if (!entry.ok) throw new Error(entry.problem.message);
    const { question } = askline.parse("How many people died of COVID-19 in India in May 2021?");
    await inFolder(async (made) => {
      const other = await open(join(made, "restricted"), "create-bundled");
      const before = await other.catalogue.entry(id);
      if (!before.ok) throw new Error(before.problem.message);
      const saved = await other.catalogue.save({
        id,
        base: before.value.entrySha256,
        corrections: { access: "restricted" },
      });
      expect(saved.ok).toBe(true);
      const preview = await other.asking.preview({ ...question, dataset: id }, {});
      const closed = await other.catalogue.entry(id);
      for (const shown of [closed.ok && closed.value.dataset, shownBy(other, id)])
        for (const column of profiled(shown))
          expect(column).toMatchObject({ values: null, min: null, max: null });
      await other.close();
      if (!preview.ok) throw new Error(preview.problem.message);
      expect(preview.value.steps.some(({ shows }) => shows === "closed")).toBe(true);
      expect(preview.value.steps.flatMap(({ rows }) => rows)).toEqual([]);
    });
  });

  it("says why there is none: nothing to plan, or stopped on the way", async () => {
    const vague = await askline.asking.preview(askline.parse("How bad is it?").question, {});
    expect(vague.ok).toBe(false);
    const stopped = await askline.asking.preview(askline.parse(QUESTIONS[0] ?? "").question, {
      signal: AbortSignal.abort(),
    });
    expect(stopped).toMatchObject({ ok: false, problem: { code: "cancelled" } });
  });

  it("leaves no trace in the ledger: nothing was learned", async () => {
    const before = askline.info().ledger.events;
    await previewOf(QUESTIONS[0] ?? "");
    expect(askline.info().ledger.events).toBe(before);
  });
});

describe("the ten worked examples", () => {
  it("are ten, over the bundled crises, in both languages, and this workspace answers each", async () => {
    const examples = await askline.asking.examples("en");
    const french = await askline.asking.examples("fr");
    expect(examples).toHaveLength(10);
    expect(new Set(examples.map(({ id }) => id)).size).toBe(10);
    expect(new Set(examples.map(({ crisis }) => crisis)).size).toBeGreaterThanOrEqual(4);
    expect(french.map(({ teaches }) => teaches)).not.toEqual(examples.map(({ teaches }) => teaches));
    for (const { text, decision, missing } of examples) {
      expect(missing, text).toBeNull();
      const { question, gaps, unsure } = askline.parse(text);
      const outcome = await askline.ask({
        question: { ...question, decision: decision ?? { kind: "waived" } },
        unsure,
        gaps,
      });
      expect(outcome.ok && outcome.value.kind, text).toBe("answered");
    }
  });
});

describe("examples in French", () => {
  it("are read like the English ones", () => {
    const file = join(bundled, "..", "examples.json");
    const shipped = z
      .array(shippedExampleSchema)
      .parse(JSON.parse(readFileSync(file, "utf8")))
      .filter(({ fr }) => fr !== undefined);
    expect(shipped.length).toBeGreaterThanOrEqual(5);
    for (const { text, fr } of shipped) {
      const parts = (typed: string) => ({ ...askline.parse(typed).question, text: "" });
      expect(parts(fr ?? ""), fr).toEqual(parts(text));
    }
  });
});

describe("published versions", () => {
  it("offers every version that a dataset keeps, newest first, and counts what could answer", async () => {
    const { question } = askline.parse("How many COVID-19 deaths did India report up to 31 May 2021?");
    const choices = await askline.choices(question, { part: "published", typed: "" });
    const days = choices.filter(({ id }) => /^\d{4}-/.test(id)).map(({ id }) => id);
    const file = join(bundled, "catalogue", "datasets", "covid19-jhu-vintages.json");
    const text = readFileSync(file, "utf8");
    expect(text).toContain('"distinct": 14');
    expect(days).toHaveLength(14);
    const ranks = choices.map(({ datasets }) => (datasets > 0 ? 0 : 1));
    expect([...ranks].sort()).toEqual(ranks);
    const chosen = choices.find(({ id }) => id === "2021-06-30");
    expect(chosen?.datasets).toBeGreaterThan(0);
    expect(chosen?.patch).toEqual({ asPublished: "2021-06-30" });
  });

  it("explains where no dataset keeps versions", async () => {
    const { question } = askline.parse(
      "How many people died in armed conflicts in Africa from 2010 to 2020?",
    );
    const choices = await askline.choices(
      { ...question, measure: undefined },
      { part: "published", typed: "" },
    );
    expect(choices.find(({ legal }) => !legal)?.reason).toMatch(/keeps earlier versions/);
  });
});

const oxygen: Concept = {
  id: "oxygen-cylinders",
  words: {
    en: { label: "oxygen cylinders", definition: "Full cylinders in store.", forms: ["o2 bottles"] },
    fr: { label: "bouteilles d’oxygène", forms: [] },
  },
  unit: { one: "cylinder", many: "cylinders" },
  behaviour: "stock",
  usualStatistic: "latest",
  moreIsWorse: false,
  countsPeople: false,
  denominators: [],
  broader: [],
  hxl: ["#capacity+oxygen"],
};

describe("words of the workspace's own", () => {
  const asked = "How many o2 bottles were there in Kenya on 1 May 2021?";

  it("are read in questions at once, kept in vocabulary.json, and gone when taken out", async () => {
    expect(askline.parse(asked).question.measure?.concept).not.toBe(oxygen.id);
    const saved = await askline.asking.saveWord({ concept: oxygen, replaces: null });
    expect(saved.ok).toBe(true);
    expect(askline.parse(asked).question.measure?.concept).toBe(oxygen.id);
    const kept = vocabularySchema.parse(JSON.parse(readFileSync(join(folder, "vocabulary.json"), "utf8")));
    expect(kept.concepts).toEqual([oxygen]);

    const renamed = { ...oxygen, words: { en: { label: "gas cylinders", forms: ["gas bottles"] } } };
    expect((await askline.asking.saveWord({ concept: renamed, replaces: oxygen.id })).ok).toBe(true);
    expect(askline.parse(asked).question.measure?.concept).not.toBe(oxygen.id);
    expect(askline.asking.ownWords().concepts).toHaveLength(1);

    expect((await askline.asking.removeWord(oxygen.id)).ok).toBe(true);
    expect(askline.asking.ownWords().concepts).toEqual([]);
    expect(await askline.asking.removeWord(oxygen.id)).toMatchObject({ ok: false });
    const recorded = askline.events(undefined, 3).map(({ kind, payload }) => [kind, payload]);
    expect(recorded.toReversed()).toEqual(
      ["added", "changed", "removed"].map((change) => ["vocabulary-changed", { concept: oxygen.id, change }]),
    );
  });

  it("are refused with the reasons while an error stands, and nothing is written", async () => {
    const before = readFileSync(join(folder, "vocabulary.json"), "utf8");
    const wrong = { ...oxygen, usualStatistic: "total" as const, hxl: ["capacity"] };
    const refused = await askline.asking.saveWord({ concept: wrong, replaces: null });
    expect(refused).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    expect(readFileSync(join(folder, "vocabulary.json"), "utf8")).toBe(before);
  });
});

describe("questions in the making", () => {
  it("come with their sentence, in the language asked for", async () => {
    const { question } = askline.parse("How many people died of COVID-19 in India in May 2021?");
    await askline.saveDraft({ id: "one", question, text: "" });
    const [english] = await askline.drafts();
    const [french] = await askline.drafts("fr");
    expect(english?.sentence).toContain("India");
    expect(french?.sentence).not.toBe(english?.sentence);
  });
});

describe("a question that is taken up again after it was refused", () => {
  const asking = async (text: string, runs: { runId?: string; revises?: string }, waived: boolean) => {
    const { question, unsure } = askline.parse(text);
    const stated = waived ? { ...question, decision: { kind: "waived" as const } } : question;
    return askline.ask({ question: stated, unsure, ...runs });
  };

  it("is a new version of the same question, with one life", async () => {
    const before = askline.answers("").length;
    const text = "How many people died of COVID-19 in India in June 2021?";
    const refused = await asking(text, { runId: "run-1" }, false);
    expect(refused).toMatchObject({ ok: true, value: { kind: "refused" } });
    const answered = await asking(text, { runId: "run-2", revises: "run-1" }, true);
    expect(answered).toMatchObject({ ok: true, value: { kind: "answered" } });
    expect(askline.answers("").length - before).toBe(1);
  });

  it("is another question when its subject is another, or when the first was answered", async () => {
    const before = askline.answers("").length;
    await asking(
      "How many mpox cases were confirmed in Spain in July 2022?",
      { runId: "run-3", revises: "run-2" },
      true,
    );
    await asking("How many people died of COVID-19 in Italy in May 2021?", { runId: "run-4" }, false);
    await asking("How many mpox cases were confirmed in Italy in July 2022?", { revises: "run-4" }, true);
    expect(askline.answers("").length - before).toBe(3);
  });
});
