import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** A shell line run where there is no network but this machine's own loopback, which the test driver needs. */
const cutOff = (line: string) =>
  spawnSync("unshare", ["-n", "sh", "-c", `ip link set lo up && ${line}`], {
    cwd: root,
    encoding: "utf8",
    timeout: 120_000,
  });

const possible = cutOff("true").status === 0;
if (!possible)
  console.log("skipped: no network namespace can be made here (root, unshare and ip are needed)");

describe.skipIf(!possible)("with the network cut", () => {
  it("really is cut off", () => {
    const devices = cutOff("cat /proc/net/dev").stdout.split("\n").slice(2).filter(Boolean);
    expect(devices.map((line) => line.trim().split(":")[0])).toEqual(["lo"]);
  });

  it("walks the whole path in the window: question, seal, answer", () => {
    const tour = cutOff(`${JSON.stringify(process.execPath)} build/tour.mjs`);
    expect(tour.stderr + tour.stdout).toContain("Answer: ");
    expect(tour.status).toBe(0);
  });
});
