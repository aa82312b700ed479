import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sandboxArguments } from "../../build/runtime/sandbox.mjs";
import { open } from "../askline/open.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "askline-package-"));
const application = join(folder, "linux-unpacked");
const executable = join(application, "askline");

/** How a fuse's state is written into the program: the digits 0 and 1. */
const OFF = "0".charCodeAt(0);
const ON = "1".charCodeAt(0);

const here = process.platform === "linux";
if (!here) console.log("skipped: the packaged application is tested on Linux");

/** A catalogue of 4,000 entries of over 1,500 letters each, in the form of the federal agencies. */
function largeCatalogue(): string {
  const dataset = Array.from({ length: 4000 }, (_, at) => {
    return {
      identifier: `large-${at}`,
      title: `Deaths and cases in district ${at}`,
      description: `Weekly deaths by district. ${"Counted by the district's office and told every week. ".repeat(28)}`,
      accessLevel: "public",
      modified: "2024-01-01",
      publisher: { name: "Agency" },
      keyword: ["deaths"],
    };
  });
  return JSON.stringify({ conformsTo: "https://project-open-data.cio.gov/v1.1/schema", dataset });
}

describe.skipIf(!here)("the packaged application", () => {
  beforeAll(() => {
    const made = spawnSync(process.execPath, ["build/package.mjs", "--output", folder], {
      cwd: root,
      encoding: "utf8",
    });
    if (made.status !== 0) throw new Error(made.stdout + made.stderr);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has its fuses set", async () => {
    const fuses = await getCurrentFuseWire(executable);
    expect({
      runAsNode: fuses[FuseV1Options.RunAsNode],
      cookieEncryption: fuses[FuseV1Options.EnableCookieEncryption],
      nodeOptions: fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      nodeInspect: fuses[FuseV1Options.EnableNodeCliInspectArguments],
      asarIntegrity: fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      onlyFromAsar: fuses[FuseV1Options.OnlyLoadAppFromAsar],
      filePrivileges: fuses[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      runAsNode: OFF,
      cookieEncryption: ON,
      nodeOptions: OFF,
      nodeInspect: OFF,
      asarIntegrity: ON,
      onlyFromAsar: ON,
      filePrivileges: OFF,
    });
  });

  it("carries the bundles and the native packages, and nothing that starts other applications", () => {
    const inside = listPackage(join(application, "resources", "app.asar"), { isPack: false });
    for (const file of [
      "/out/main/main.js",
      "/out/engine/process.js",
      "/out/preload/preload.cjs",
      "/out/renderer/index.html",
    ]) {
      expect(inside).toContain(file);
    }
    expect(inside.filter((file) => /\.(ts|tsx|map)$/.test(file))).toEqual([]);
    expect(existsSync(join(application, "resources", "default_app.asar"))).toBe(false);
  });

  it("walks the whole path when asked to check itself, searching a catalogue so large that it is searched in a thread", async () => {
    const user = join(folder, "user");
    const workspace = join(folder, "workspace");
    const catalogue = join(folder, "data.json");
    await writeFile(catalogue, largeCatalogue());
    const askline = await open(workspace, "create-bundled");
    expect(await askline.importPaths([catalogue], {})).toMatchObject({ ok: true });
    await askline.close();
    const kept = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.parentPath.includes("imported"),
    );
    const bytes = Math.max(...kept.map(({ parentPath, name }) => statSync(join(parentPath, name)).size));
    expect(bytes).toBeGreaterThan(6_000_000); // from here on: electron/askline/finder/catalogue-finder.ts
    const checked = spawnSync(
      executable,
      [...sandboxArguments(() => {}), `--user-data-dir=${user}`, `--workspace=${workspace}`, "--self-check"],
      {
        encoding: "utf8",
        timeout: 90_000,
      },
    );
    const line =
      checked.stdout.split("\n").find((text) => text.startsWith("{")) ?? checked.stdout + checked.stderr;
    expect(JSON.parse(line)).toMatchObject({
      ok: true,
      problem: null,
      packaged: true,
      found: 10,
      replay: "identical",
      answered: expect.any(String),
    });
    expect(checked.status).toBe(0);
  });
});
