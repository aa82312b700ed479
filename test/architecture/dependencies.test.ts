import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cruise, type ICruiseOptions } from "dependency-cruiser";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const rules = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs"));

/** Lays the given files out as a tiny project and returns the names of the rules they break. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "askline-dependencies-"));
  try {
    for (const room of ["shared", "electron", "renderer"]) mkdirSync(join(folder, room));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const options: ICruiseOptions = {
      ...rules.options,
      ruleSet: { forbidden: rules.forbidden },
      validate: true,
      baseDir: folder,
    };
    const { output } = await cruise(["shared", "electron", "renderer"], options);
    if (typeof output === "string") throw new Error("expected a result object");
    return [...new Set(output.summary.violations.map((violation) => violation.rule.name))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const empty = "export const thing = 1;\n";

describe("the dependency check", () => {
  it("accepts imports that point the allowed way", async () => {
    expect(
      await broken({
        "shared/result.ts": empty,
        "shared/vocabulary/concept.ts": `import { thing } from "../result.ts";\nexport const concept = thing;\n`,
        "shared/question/question.ts": `import { z } from "zod";\nimport { concept } from "../vocabulary/concept.ts";\nexport const question = [z, concept];\n`,
        "electron/engine/engine.ts": `import { DuckDBInstance } from "@duckdb/node-api";\nexport const engine = DuckDBInstance;\n`,
        "electron/askline.ts": `import { engine } from "./engine/engine.ts";\nexport const askline = engine;\n`,
        "electron/api.ts": `import { ipcMain } from "electron";\nimport { askline } from "./askline.ts";\nexport const api = [ipcMain, askline];\n`,
        "renderer/main.tsx": `import { createRoot } from "react-dom/client";\nimport { question } from "../shared/question/question.ts";\nexport const shown = [createRoot, question];\n`,
      }),
    ).toEqual([]);
  });

  const forbidden: readonly [what: string, rule: string, files: Record<string, string>][] = [
    [
      "an earlier room of the domain reaching forward",
      "shared-catalogue-looks-back-only",
      {
        "shared/match/report.ts": empty,
        "shared/catalogue/dataset.ts": `export * from "../match/report.ts";`,
      },
    ],
    [
      "a room of the domain knowing the contract between processes",
      "shared-review-looks-back-only",
      { "shared/api.ts": empty, "shared/review/report.ts": `export * from "../api.ts";` },
    ],
    [
      "the domain reading a file",
      "no-node-in-shared-or-renderer",
      { "shared/plan/plan.ts": `import { readFileSync } from "node:fs";\nexport const read = readFileSync;` },
    ],
    [
      "the domain using a library that is not pure",
      "shared-uses-pure-libraries",
      { "shared/plan/plan.ts": `import yauzl from "yauzl";\nexport const read = yauzl;` },
    ],
    [
      "the domain knowing the desktop, if only by a type",
      "shared-is-the-domain-only",
      {
        "electron/askline.ts": `export type Askline = 1;`,
        "shared/api.ts": `import type { Askline } from "../electron/askline.ts";\nexport type A = Askline;`,
      },
    ],
    [
      "the window's page importing from the desktop",
      "renderer-knows-shared-only",
      { "electron/askline.ts": empty, "renderer/main.tsx": `export * from "../electron/askline.ts";` },
    ],
    [
      "rooms of the desktop importing each other",
      "electron-engine-stands-alone",
      {
        "electron/workspace/ledger.ts": empty,
        "electron/engine/host.ts": `export * from "../workspace/ledger.ts";`,
      },
    ],
    [
      "a channel that goes round the use cases",
      "api-goes-through-askline",
      { "electron/workspace/ledger.ts": empty, "electron/api.ts": `export * from "./workspace/ledger.ts";` },
    ],
    [
      "Electron outside the shell",
      "electron-package-in-the-shell-only",
      { "electron/askline.ts": `import { app } from "electron";\nexport const a = app;` },
    ],
    [
      "DuckDB outside the engine",
      "duckdb-in-the-engine-only",
      {
        "electron/exporters/csv.ts": `import { DuckDBInstance } from "@duckdb/node-api";\nexport const d = DuckDBInstance;`,
      },
    ],
    [
      "React outside the window's page",
      "react-in-the-renderer-only",
      { "electron/askline.ts": `import { useState } from "react";\nexport const u = useState;` },
    ],
    [
      "the command line needing the desktop",
      "command-line-needs-no-desktop",
      { "electron/window/menu.ts": empty, "electron/cli.ts": `export * from "./window/menu.ts";` },
    ],
    [
      "two files that import each other",
      "no-cycles",
      { "shared/time/a.ts": `export * from "./b.ts";`, "shared/time/b.ts": `export * from "./a.ts";` },
    ],
    [
      "a shipped file using a package that is not shipped",
      "shipped-code-uses-shipped-packages",
      {
        "electron/workspace/a.ts": `import ssri from "ssri";\nexport const s = ssri;`,
        "package.json": `{"devDependencies":{"ssri":"*"}}`,
      },
    ],
  ];

  it.each(forbidden)("refuses %s", async (_what, rule, files) => {
    expect(await broken(files)).toContain(rule);
  });
});
