import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { alike, sameOf } from "../../shared/answer/place-candidates.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { inFolder, open } from "./open.ts";

const deaths = [
  "report_date,region,deaths",
  "2022-06-01,Lombardy,30",
  "2022-06-01,Veneto,20",
  "2022-06-01,Lazio,10",
];
/** Lombardy in a spelling that no list of names has, Veneto in two rows, Lazio not at all. */
const population = ["region,population", "Lombardie Reg,10000000", "Veneto,3000000", "Veneto,2000000"];

const rate = questionSchema.parse({
  version: 1,
  text: "",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "deaths", statistic: { kind: "rate", of: "total" } },
  per: { concept: "population", scale: 100_000 },
  place: { areas: [], by: "adm1" },
  time: { from: "2022-06-01", to: "2022-06-30" },
  dataset: "regional-deaths",
  decision: { kind: "waived" },
});

it("places are joined by known names only; names that look alike are offered, and what is accepted is recorded and used", () =>
  inFolder(async (folder) => {
    const files = [join(folder, "regional-deaths.csv"), join(folder, "regional-population.csv")];
    await writeFile(files[0] ?? "", deaths.join("\n"));
    await writeFile(files[1] ?? "", population.join("\n"));
    const workspace = join(folder, "w");
    const nameFile = join(workspace, "place-names.json");
    const askline = await open(workspace, "create-empty");
    expect(await askline.importPaths(files, {})).toMatchObject({ ok: true, value: { added: 2 } });
    const ask = async () => {
      const outcome = await askline.ask({ question: rate, unsure: [] });
      if (!outcome.ok || outcome.value.kind !== "answered") throw new Error(JSON.stringify(outcome));
      return outcome.value.answer;
    };

    // What the match promises is what the run then joins: one of three places.
    const { match } = await askline.look(rate);
    expect(match.entries[0]).toMatchObject({
      verdict: "answers-together",
      join: {
        dataset: "regional-population",
        on: ["place"],
        matched: 1 / 3,
        text: expect.stringMatching(/1 of 3 places \(33 %\) are in both; lost are Lazio and Lombardia\.$/),
      },
    });

    const first = await ask();
    const value = first.table.columns.findIndex(({ name }) => name === "value");
    const rates = new Map(first.table.rows.map((row) => [row[0], row[value]]));
    expect([rates.get("Lombardy"), rates.get("Veneto"), rates.get("Lazio")]).toEqual([null, 0.4, null]);
    const texts = first.caveats.map(({ text }) => text).join("\n");
    expect(texts).toMatch(/No base is known for (Lazio and Lombardy|Lombardy and Lazio)/);
    // The two rows of Veneto were put together, and that is said: nothing tells them apart.
    expect(texts.match(/up to 2 rows for one place.*nothing tells them apart/g)).toHaveLength(1);
    // It was measured before the run, and stands in the plan that was sealed with the question.
    expect(first.plan.assumptions).toContainEqual(
      expect.objectContaining({
        severity: "serious",
        text: expect.stringMatching(/up to 2 rows for one place/),
      }),
    );
    expect(first.steps.find(({ text }) => text.startsWith("Divide"))).toMatchObject({
      rowsIn: 3,
      rowsOut: 1,
    });

    // What the join keeps and loses was measured before the run too, and is what the run then found.
    const measured =
      first.plan.assumptions.find(({ text }) => text.includes("are joined by place"))?.text ?? "";
    expect(measured).toMatch(/1 of 3 places are in both; 2 are lost with 2 rows: Lazio and Lombardy\.$/);
    const [lost = ""] = /No base is known for [^;]+/.exec(texts) ?? [];
    for (const name of ["Lazio", "Lombardy"]) expect(lost).toContain(name);
    expect([...rates.values()].filter((one) => one !== null)).toHaveLength(1);

    const offered = await askline.placeCandidates(first.id);
    if (!offered.ok) throw new Error(offered.problem.message);
    expect(offered.value.map(({ value: name, like }) => [name, like.map((one) => one.value)])).toEqual([
      ["Lombardy", ["Lombardie Reg"]],
    ]);
    const [pair] = offered.value;
    if (!pair?.like[0]) throw new Error("nothing was offered");
    expect(await askline.acceptSamePlace(sameOf(pair, pair.like[0]))).toMatchObject({ ok: true });
    expect(askline.events(Number.MAX_SAFE_INTEGER, 1)[0]?.kind).toBe("place-named");

    const second = await ask();
    const again = new Map(second.table.rows.map((row) => [row[0], row[value]]));
    expect(again.get("Lombardy")).toBeCloseTo(0.3);
    const left = await askline.placeCandidates(second.id);
    expect(left).toMatchObject({ ok: true, value: [] });
    // The name is in the table, means the same after a start, and can be taken out again.
    const [named] = askline.placeNames();
    expect(named).toMatchObject({
      name: "Lombardie Reg",
      area: "ITA/lombardia",
      areaName: "Lombardia",
      dataset: null,
    });
    expect(await askline.removePlaceName({ name: "lombardie-reg", dataset: null })).toMatchObject({
      value: [],
    });
    expect(askline.events(Number.MAX_SAFE_INTEGER, 1)[0]).toMatchObject({
      kind: "place-named",
      payload: { name: "Lombardie Reg", change: "removed" },
    });
    const third = await ask();
    expect(new Map(third.table.rows.map((row) => [row[0], row[value]])).get("Lombardy")).toBeNull();
    expect(await askline.importPlaceNames("name,area\r\nLombardie Reg,ITA/lombardia\r\n")).toMatchObject({
      value: [{ name: "Lombardie Reg" }],
    });
    expect(new Map((await ask()).table.rows.map((row) => [row[0], row[value]])).get("Lombardy")).toBeCloseTo(
      0.3,
    );
    expect(await askline.addPlaceNames([{ name: "X", area: "ITA/nowhere", dataset: null }])).toMatchObject({
      ok: false,
      problem: { code: "not-found" },
    });
    const names = askline.placeNames();
    await askline.close();
    // The ledger is what is known: without the file nothing is lost, nor where a crash came before it was written.
    for (const lost of [() => rm(nameFile), () => writeFile(nameFile, "[]")]) {
      await lost();
      const opened = await open(workspace, "fail");
      expect(opened.placeNames()).toEqual(names);
      await opened.close();
    }
  }));

it("names are alike by their pairs of letters, whatever their case and accents", () => {
  expect(alike("Forlì-Cesena", "forli cesena")).toBe(1);
  expect(alike("Lombardy", "Lombardie Reg")).toBeGreaterThan(0.5);
  expect(alike("Veneto", "Tuscany")).toBeLessThan(0.2);
  expect(alike("", "Tuscany")).toBe(0);
});
