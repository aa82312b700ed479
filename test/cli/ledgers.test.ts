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
  it("records requests, observations and actions, bundles them, and takes them in elsewhere, saying whose they are", async () => {
    const started = await run("merge", "nowhere", "--workspace", "one");
    expect([started.status, started.err]).toEqual([1, expect.stringContaining("There is no ledger")]);
    const opened = await run(
      "request",
      "open",
      "--wanted",
      "Beds by region",
      "--purpose",
      "surge plan",
      "--workspace",
      "one",
    );
    expect(opened.out).toMatch(/^RQ-\w+\n$/);
    const moved = await run("request", "move", opened.out.trim(), "sent", "--workspace", "one");
    expect(moved.out).toContain("Sent (next: Receipt acknowledged");
    const observed = await run(
      "observe",
      "improvement",
      "Asked too late",
      "--about",
      opened.out.trim(),
      "--workspace",
      "one",
    );
    expect(observed.out).toMatch(/^O-\w+\n$/);
    const acted = await run(
      "act",
      "Ask weekly",
      "--owner",
      "Ana",
      "--observation",
      observed.out.trim(),
      "--workspace",
      "one",
    );
    expect(acted.out).toMatch(/^I-\w+\n$/);

    const bundled = await run("bundle", "--out", "one.askline-ledger", "--workspace", "one");
    expect([bundled.status, bundled.err]).toEqual([0, ""]);
    const merged = await run("merge", "one.askline-ledger", "--workspace", "two", "--json");
    expect([merged.status, merged.err]).toEqual([0, ""]);
    expect(JSON.parse(merged.out)).toMatchObject({
      ledgers: [{ from: "one.askline-ledger", broken: null }],
      refused: [],
    });
    const listed = await run("requests", "--workspace", "two");
    expect(listed.out).toContain(`${opened.out.trim()}  Sent`);
    expect((await run("ledgers", "--workspace", "two")).out).toMatch(/key [0-9A-F]{4}-/);
    expect((await run("verify", "--workspace", "two")).status).toBe(0);
  });

  it.each([
    [["observe", "praise", "x"], /sort/],
    [["act", "x"], /--owner/],
    [["decide", "A-1", "--what", "x", "--who", "y", "--workspace", "two"], /no answer A-1/],
  ])("says what is wrong with %j", async (args, message) => {
    const said = await askline(
      [...args, ...(args.includes("--workspace") ? [] : ["--workspace", "nowhere"])],
      folder,
    );
    expect(said.status).not.toBe(0);
    expect(said.err).toMatch(message);
  });
}, 120_000);
