import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caveat } from "../../../shared/answer/answer.ts";
import { CAVEATS } from "../../../shared/answer/answer.ts";
import { noteOf } from "../../../shared/answer/hedge.ts";
import { briefWords } from "../../../shared/answer/wording/hedge-words.ts";
import { haveData } from "../../plan/real-tables.ts";
import { openWorkbench, type Workbench } from "../workbench.ts";
import { changes } from "./changes.ts";
import { gaps } from "./gaps.ts";
import { methods } from "./methods.ts";
import { JHU, place, type Shown } from "./shown.ts";
import { sources } from "./sources.ts";
import { untold } from "./untold.ts";

/** For each code at least one question on real data that shows it. */
const shown: readonly Shown[] = [...gaps, ...sources, ...changes, ...methods];

/** Codes that open data read in full do not show: hidden cells are tested in test/disclosure, samples in sampled.test.ts. */
const elsewhere: readonly Caveat["code"][] = ["suppressed-cells", "sampled"];

test("every caveat of the contract is shown by real data, or said why not", () => {
  const covered = new Set<string>([...shown.map(({ code }) => code), ...elsewhere]);
  expect(CAVEATS.filter((code) => !covered.has(code))).toEqual([]);
});

/** Told by the sentence of their own kind of question, as limits and in its last words. */
const ofTheKind: readonly Caveat["code"][] = [
  "sampled",
  "suppressed-cells",
  "forecast-interval",
  "association-only",
];

test("whatever the code, a serious caveat is told by the sentence: the gravest in full, the others by name", () => {
  const serious = (code: Caveat["code"]): Caveat => ({
    code,
    severity: "serious",
    text: `About ${code}.`,
    evidence: {},
  });
  for (const code of CAVEATS.filter((one) => !ofTheKind.includes(one))) {
    expect(noteOf([serious(code)])).toBe(`About ${code}.`);
    if (code !== "not-understood")
      expect(noteOf([serious(code), serious("not-understood")])).toBe(
        `About not-understood. Mind also: ${briefWords(code)}.`,
      );
  }
});

describe.skipIf(!haveData)("caveats on the real tables (skipped without them)", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    const ids = shown.flatMap(({ asked }) => [asked.dataset, ...(asked.join ? [asked.join.dataset] : [])]);
    workbench = await openWorkbench([...new Set(ids)]);
  }, 180_000);
  afterAll(async () => workbench?.close());

  test.each(shown.map((one): [string, Shown] => [one.code, one]))("%s", async (_, one) => {
    const ran = await workbench.run(one.asked);
    if (!ran.ok) throw new Error(ran.problem.message);
    const found = ran.value.answer.caveats.filter(({ code }) => code === one.code);
    expect(found.map(({ text }) => text).join("\n")).toMatch(new RegExp(one.text.source, "m"));
    if (one.severity) expect(found.some(({ severity }) => severity === one.severity)).toBe(true);
    if (one.sentence) expect(ran.value.answer.sentence).toMatch(one.sentence);
    expect(untold(ran.value.answer), "serious caveats that the sentence keeps quiet about").toEqual([]);
  });

  test("a question that meets nothing of the kind gets none of them", async () => {
    const ran = await workbench.run({
      dataset: JHU,
      measure: "deaths",
      today: "2021-10-11",
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("DEU", "Germany"),
        time: { from: "2020-12-01", to: "2020-12-31" },
      },
    });
    if (!ran.ok) throw new Error(ran.problem.message);
    expect(ran.value.answer.caveats.filter(({ code }) => code !== "source-note")).toEqual([]);
  });
});
