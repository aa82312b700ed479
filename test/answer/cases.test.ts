import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell } from "../../shared/answer/answer.ts";
import type { Composed } from "../../shared/answer/compose.ts";
import { haveData } from "../plan/real-tables.ts";
import { untold } from "./caveats/untold.ts";
import { type Asked, openWorkbench, type Workbench } from "./workbench.ts";

/**
 * Hand-checked cases: what is asked of which table, the number that is right, and the statement that computes it in
 * another way straight from the table. `has` and `hasnt` are caveats that must (not) be there.
 */
type Case = {
  readonly id: string;
  readonly about: string;
  readonly asked: Asked;
  readonly expected: number;
  readonly sql: string;
  readonly has: readonly string[];
  readonly hasnt: readonly string[];
  /** The cell to read where the answer is a table. */
  readonly pick?: { readonly row: Readonly<Record<string, Cell>>; readonly column: string };
  /** Words the sentence must contain. */
  readonly says?: string;
};

const folder = new URL("./cases/", import.meta.url);
const cases: readonly Case[] = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));

const tablesOf = ({ asked, sql }: Case): string[] => [
  asked.dataset,
  ...(asked.join ? [asked.join.dataset] : []),
  ...[...sql.matchAll(/\{([a-z0-9-]+)\}/g)].map(([, id]) => id ?? ""),
];

function numberOf(answer: Composed, { pick }: Case): number | null {
  if (!pick) return answer.value;
  const at = (name: string): number => answer.table.columns.findIndex((column) => column.name === name);
  const row = answer.table.rows.find((cells) =>
    Object.entries(pick.row).every(([name, value]) => cells[at(name)] === value),
  );
  const cell = row?.[at(pick.column)];
  return typeof cell === "number" ? cell : null;
}

test("there are at least sixty cases, each with an id of its own", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
});

describe.skipIf(!haveData)("hand-checked answers on the real tables (skipped without them)", () => {
  let workbench: Workbench;
  const lines: string[] = [];
  beforeAll(async () => {
    workbench = await openWorkbench([...new Set(cases.flatMap(tablesOf))]);
  }, 180_000);
  afterAll(async () => {
    console.log(
      `${"case".padEnd(28)}${"expected".padStart(16)}${"answer".padStart(16)}  sentence; below: the statement that gives the expected number\n${lines.join("\n")}`,
    );
    await workbench?.close();
  });

  test.each(cases.map((one): [string, Case] => [`${one.id}: ${one.about}`, one]))("%s", async (_, one) => {
    expect(await workbench.number(one.sql), "the statement gives what is written down").toBeCloseTo(
      one.expected,
      6,
    );
    const ran = await workbench.run(one.asked);
    if (!ran.ok) throw new Error(ran.problem.message);
    const { answer } = ran.value;
    const number = numberOf(answer, one);
    lines.push(
      `${one.id.padEnd(28)}${String(one.expected).slice(0, 14).padStart(16)}${String(number).slice(0, 14).padStart(16)}  ${answer.sentence}\n    ${one.sql}`,
    );
    // Cells of a table are rounded to two decimals (rounding.ts), the one number of an answer is not.
    if (one.pick) expect(number).toBeCloseTo(one.expected, 2);
    else
      expect(Math.abs((number ?? Number.NaN) - one.expected)).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(one.expected)),
      );
    const codes: readonly string[] = answer.caveats.map(({ code }) => code);
    for (const code of one.has) expect(codes).toContain(code);
    for (const code of one.hasnt) expect(codes).not.toContain(code);
    expect(untold(answer), "serious caveats that the sentence keeps quiet about").toEqual([]);
    if (one.says) expect(answer.sentence).toContain(one.says);
  });
});
