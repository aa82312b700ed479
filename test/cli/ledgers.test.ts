import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askline } from "./run-cli.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-cli-ledgers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => askline(args, folder);

describe("the command line with two laptops", () => {
  it("records, bundles, and takes in elsewhere, saying whose it is; what it cannot record it says", async () => {
    const wanted = ["--wanted", "Beds by region", "--purpose", "surge plan"];
    const at = ["--workspace", "one"];
    // A workspace is made where there is none only to take something in: this one is made by taking nothing in.
    expect(await run("merge", "nowhere", ...at)).toMatchObject({
      status: 1,
      err: expect.stringContaining("There is no ledger"),
    });
    const opened = await run("request", "open", ...wanted, ...at);
    expect(opened.out).toMatch(/^RQ-\w+\n$/);
    const [bundled, refused] = await Promise.all([
      run("bundle", "--out", "one.askline-ledger", ...at),
      run("observe", "praise", "x", ...at),
    ]);
    expect([bundled.status, bundled.err]).toEqual([0, ""]);
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining("sort")]);
    const merged = await run("merge", "one.askline-ledger", "--workspace", "two", "--json");
    expect([merged.status, merged.err]).toEqual([0, ""]);
    expect(JSON.parse(merged.out)).toMatchObject({
      ledgers: [{ from: "one.askline-ledger", broken: null, key: expect.stringMatching(/^[0-9A-F]{4}-/) }],
      refused: [],
    });
    const listed = await run("requests", "--workspace", "two");
    expect(listed.out).toContain(opened.out.trim());
  });
}, 120_000);
