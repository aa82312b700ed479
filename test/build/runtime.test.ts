import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractFile } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { choiceFile } from "../../build/runtime/cache.mjs";
import { electronPackageBinary, installedBinary } from "../../build/runtime/electron-package.mjs";
import { verify } from "../../build/runtime/registry-archive.mjs";
import { registryBinary } from "../../build/runtime/registry-runtime.mjs";
import { findRuntime } from "../../build/runtime/runtime.mjs";
import { unzip } from "../../build/runtime/unzip.mjs";
import { zipOf } from "./zip.ts";

/** How a fuse's state is written into the program: the digits 0 and 1. */
const OFF = "0".charCodeAt(0);
const ON = "1".charCodeAt(0);

/** A port of this machine where nobody listens: asking there fails at once. */
const NOBODY = "http://127.0.0.1:9/";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "askline-runtime-"));
  vi.stubEnv("ASKLINE_CACHE", folder);
  vi.stubEnv("npm_config_electron_mirror", NOBODY);
  vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(installedBinary())("where Electron's own download cannot be reached", () => {
  it("gives up quickly when packets are silently dropped, and does not ask twice", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const address = silent.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    vi.stubEnv("npm_config_electron_mirror", `http://127.0.0.1:${address.port}/`);
    const began = performance.now();
    expect(await electronPackageBinary(() => {})).toEqual({
      refusal: expect.stringContaining("did not answer"),
    });
    expect(performance.now() - began).toBeLessThan(8_000);
    const again = performance.now();
    expect(await electronPackageBinary(() => {})).toEqual({
      refusal: expect.stringContaining("as found earlier"),
    });
    expect(performance.now() - again).toBeLessThan(200);
    silent.close();
  });

  it("asks again when the circumstances are others", async () => {
    await electronPackageBinary(() => {});
    expect(existsSync(choiceFile())).toBe(true);
    vi.stubEnv("npm_config_electron_mirror", `${NOBODY}other/`);
    const outcome = await electronPackageBinary(() => {});
    expect("refusal" in outcome && outcome.refusal).not.toContain("as found earlier");
  });

  it("asks again when what it remembered is damaged", async () => {
    await electronPackageBinary(() => {});
    writeFileSync(choiceFile(), "{");
    expect(await electronPackageBinary(() => {})).toEqual({
      refusal: expect.not.stringContaining("earlier"),
    });
  });

  it("uses the Electron that the user names, and says so in one line", async () => {
    const dist = join(folder, "mine");
    mkdirSync(dist);
    writeFileSync(join(dist, "electron"), "");
    writeFileSync(join(dist, "version"), "v44.0.0");
    vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", dist);
    const runtime = await findRuntime(() => {});
    expect(runtime).toMatchObject({ kind: "override", version: "44.0.0", dist });
    expect(runtime.why).toMatch(/^Electron 44\.0\.0, from ELECTRON_OVERRIDE_DIST_PATH.*$/);
  });

  it("says what is wrong when the Electron that the user names is not there", async () => {
    vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", join(folder, "nowhere"));
    await expect(findRuntime(() => {})).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH.*Correct or unset it/);
  });
});

describe("the registry runtime", () => {
  /** Stands for the 180 MB program: what the fuses are found by, then eight of them in the state of the real archive. */
  const program = Buffer.concat([
    Buffer.from(`ELF dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX`),
    Buffer.from([1, 8]),
    Buffer.from("11101011"),
  ]);
  const archive = zipOf([
    { name: "Cypress/Cypress", bytes: program, mode: 0o100755 },
    { name: "Cypress/resources.pak", bytes: Buffer.from("pak") },
    { name: "Cypress/locales/en-GB.pak", bytes: Buffer.from("en") },
    { name: "Cypress/browser_v8_context_snapshot.bin", bytes: Buffer.from("not ours") },
    { name: "Cypress/resources/app/index.js", bytes: Buffer.from("not ours") },
    { name: "elsewhere/readme", bytes: Buffer.from("not ours") },
  ]);
  const fetchArchive = async (work: string) => {
    const zip = join(work, "archive.zip");
    writeFileSync(zip, archive);
    return zip;
  };

  it("takes Electron's own files and nothing of the program it came with", async () => {
    const { dist, executable } = await registryBinary(() => {}, fetchArchive);
    expect(readdirSync(dist, { recursive: true }).sort()).toEqual([
      "electron",
      "locales",
      "locales/en-GB.pak",
      "resources",
      "resources.pak",
      "resources/default_app.asar",
      "version",
    ]);
    expect(readFileSync(join(dist, "version"), "utf8")).toBe("33.2.1");
    expect(statSync(executable).mode & 0o111).toBe(0o111);
  });

  it("puts the fuses back to Electron's stock state", async () => {
    const { executable } = await registryBinary(() => {}, fetchArchive);
    const fuses = await getCurrentFuseWire(executable);
    expect(fuses[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(OFF);
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(ON);
  });

  it("can start an application by its folder", async () => {
    const { dist } = await registryBinary(() => {}, fetchArchive);
    const asar = join(dist, "resources", "default_app.asar");
    expect(JSON.parse(extractFile(asar, "package.json").toString())).toMatchObject({
      type: "module",
      main: "main.js",
    });
    expect(extractFile(asar, "main.js").toString()).toContain("app.setAppPath(folder)");
  });

  it("is safe when two processes prepare it at once, and leaves nothing half-done", async () => {
    const [one, other] = await Promise.all([
      registryBinary(() => {}, fetchArchive),
      registryBinary(() => {}, fetchArchive),
    ]);
    expect(one).toEqual(other);
    expect(readFileSync(join(one.dist, "version"), "utf8")).toBe("33.2.1");
    expect(readdirSync(join(folder, "runtime"))).toHaveLength(1);
  });

  it("leaves nothing behind when the fetch fails", async () => {
    const failing = () => Promise.reject(new Error("no registry"));
    await expect(registryBinary(() => {}, failing)).rejects.toThrow("no registry");
    expect(readdirSync(join(folder, "runtime"))).toEqual([]);
  });

  it("stops when the archive is not the one it knows", async () => {
    const file = join(folder, "archive.tgz");
    writeFileSync(file, "another file");
    await expect(verify(file)).rejects.toThrow(/sha512 sum differs. It was not unpacked/);
  });

  it("never unpacks outside its folder", async () => {
    const zip = join(folder, "hostile.zip");
    writeFileSync(zip, zipOf([{ name: "Cypress/file", bytes: Buffer.from("x") }]));
    await expect(unzip(zip, join(folder, "target"), () => "../outside")).rejects.toThrow(
      "leaves the archive's folder",
    );
    writeFileSync(zip, zipOf([{ name: "link", bytes: Buffer.from("../../outside"), mode: 0o120777 }]));
    await expect(unzip(zip, join(folder, "target"), (name) => name)).rejects.toThrow(
      "leaves the archive's folder",
    );
    expect(existsSync(join(folder, "outside"))).toBe(false);
  });
});
