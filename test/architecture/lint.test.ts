import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
const { $schema: _, vcs: __, ...rules } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));

/** The rules that a text would break if it were the file at `path`. */
function broken(path: string, text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "askline-lint-"));
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, "biome.json"), JSON.stringify(rules));
    writeFileSync(join(folder, path), text);
    const ran = spawnSync(
      process.execPath,
      [biome, "lint", "--colors=off", "--diagnostic-level=error", "."],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    return [...new Set((ran.stdout + ran.stderr).match(/lint\/\w+\/\w+/g))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rawIpc = `import { ipcMain } from "electron";\nipcMain.handle("x", () => 1);\n`;
const writing = `import { writeFileSync } from "node:fs";\nwriteFileSync("a", "b");\n`;

describe("the linter", () => {
  it("keeps raw IPC in the one place where sender and payload are checked", () => {
    expect(broken("electron/window/menu.ts", rawIpc)).toContain("lint/style/noRestrictedImports");
    expect(broken("electron/api.ts", rawIpc)).toEqual([]);
  });

  it("keeps the writing of files in the rooms made for it", () => {
    expect(broken("electron/askline/answer/ask.ts", writing)).toContain("lint/style/noRestrictedImports");
    expect(broken("electron/workspace/ledger/ledger.ts", writing)).toEqual([]);
  });

  it.each(["process.pid", "Buffer.from([1])", "fetch('x')", "setTimeout(f, 1)", "document.title"])(
    "keeps the platform out of the domain: %s",
    (use) => {
      const text = `export const f = () => ${use};\n`;
      expect(broken("shared/plan/plan.ts", text)).toContain("lint/style/noRestrictedGlobals");
      expect(broken("electron/askline/answer/ask.ts", text)).toEqual([]);
    },
  );

  it("refuses any, default exports and file names in other forms", () => {
    expect(broken("shared/plan/plan.ts", "export const f = (x: any) => x;\n")).toContain(
      "lint/suspicious/noExplicitAny",
    );
    expect(broken("shared/plan/plan.ts", "export default 1;\n")).toContain("lint/style/noDefaultExport");
    expect(broken("shared/plan/planStep.ts", "export const a = 1;\n")).toContain(
      "lint/style/useFilenamingConvention",
    );
  });
});
