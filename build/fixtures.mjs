/**
 * Rebuilds fixtures/workspace, the crisis data that come with Askline, from the tables beside the repository:
 * `node --import tsx build/fixtures.mjs [FOLDER OF TABLES]`. Nobody edits what it writes by hand; what people know of a table
 * beyond the rules stands in fixtures/descriptions.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createEngineHost } from "../electron/engine/host.ts";
import { nodeEngineProcesses } from "../electron/engine/start-node.ts";
import { readOverlays } from "../electron/importers/data/overlays.ts";
import { prepare } from "../electron/importers/data/prepare.ts";
import { signed } from "../electron/importers/data/revision.ts";
import { sourcesAt } from "../electron/importers/data/sources.ts";
import { fileNameFor } from "../electron/workspace/file-name.ts";
import { layoutOf } from "../electron/workspace/layout.ts";
import { builtInPlaces } from "../shared/catalogue/propose/built-in-places.ts";
import { builtInVocabulary } from "../shared/vocabulary/built-in.ts";

/** The tables whose licence allows to pass them on; see fixtures/README.md. */
const BUNDLED = [
  "covid19-jhu-country-daily",
  "covid19-jhu-province-daily",
  "covid19-jhu-vintages",
  "covid19-government-response",
  "location-reference-jhu",
  "mpox-2022-country-daily",
  "mpox-2022-linelist",
  "mpox-2022-who-snapshot",
  "conflict-deaths-region",
  "ebola-2014-country-cumulative",
  "ebola-2014-district-sitreps",
  "ebola-2014-who-weekly",
];

const root = fileURLToPath(new URL("..", import.meta.url));
const tables = resolve(process.argv[2] ?? join(root, "..", "shared", "data"));
const layout = layoutOf(join(root, "fixtures", "workspace"));
const overlays = await readOverlays(join(root, "fixtures", "descriptions"));
const scratch = mkdtempSync(join(tmpdir(), "askline-fixtures-"));
const engine = createEngineHost(nodeEngineProcesses(), { cacheFolder: join(scratch, "cache") });

/** @type {import("../electron/importers/data/ports.ts").ImportPorts} */
const ports = {
  engine,
  knowledge: { vocabulary: builtInVocabulary(), places: builtInPlaces },
  overlay: (id) => overlays.get(id),
  existing: () => undefined,
  temporary: async () => join(scratch, `made-${Math.random()}.arrow`),
  keepFile: async () => {
    throw new Error("Only prepared here; this script writes itself.");
  },
  keepDataset: async () => {
    throw new Error("Only prepared here; this script writes itself.");
  },
  unpack: async () => {
    throw new Error("The bundled tables are no archives.");
  },
  discard: async (path) => rmSync(path, { force: true }),
};

/** @param {import("../shared/catalogue/dataset.ts").Dataset} dataset */
const describeSource = (dataset) => {
  const { source, licence, title, id } = dataset;
  const cell = (/** @type {unknown} */ text) =>
    String(text ?? "")
      .replaceAll("|", "\\|")
      .replaceAll("\n", " ");
  return `| \`${id}\` | ${cell(title)} | ${cell(source.repository)} at \`${cell(source.commit).slice(0, 12)}\`, ${cell(source.path)} | ${cell(licence?.text)} | ${cell(licence?.attribution)} |`;
};

rmSync(layout.folder, { recursive: true, force: true });
mkdirSync(layout.datasets, { recursive: true });
mkdirSync(layout.data, { recursive: true });
const lines = [];
let bytes = 0;
for (const id of BUNDLED) {
  const [source] = await sourcesAt(join(tables, id));
  if (!source?.ok) throw new Error(source?.problem.message ?? `${id} is not there`);
  const prepared = await prepare(source.value, ports);
  if (!prepared.ok) throw new Error(`${id}: ${prepared.problem.message} ${prepared.problem.detail ?? ""}`);
  const { file, rows } = prepared.value;
  const dataset = signed(prepared.value.dataset);
  copyFileSync(file.path, join(layout.data, `${file.sha256}.arrow`));
  writeFileSync(join(layout.datasets, `${fileNameFor(id)}.json`), `${JSON.stringify(dataset, null, 1)}\n`);
  bytes += statSync(file.path).size;
  lines.push(describeSource(dataset));
  console.log(`${id}: ${rows} rows`);
}
await engine.close();
rmSync(scratch, { recursive: true, force: true });

writeFileSync(
  join(root, "fixtures", "README.md"),
  `# Fixtures

- \`descriptions/\`: what people know of a table beyond what the rules of \`shared/catalogue/propose\` read from its own
  description and data. One small file per table, merged when a table with this id is imported. Written by hand.
- \`workspace/\`: the crisis data that come with Askline: complete catalogue entries and Arrow files named by their SHA-256.
  Written by \`node --import tsx build/fixtures.mjs\`; not edited by hand.

All values come from the sources named here; no row was changed. What was cut from the source is told in each entry under
\`extra.howCut\`. ${BUNDLED.length} tables, ${(bytes / 1e6).toFixed(1)} MB of data.

| Table | Title | Source | Licence | Attribution |
|---|---|---|---|---|
${lines.join("\n")}
`,
);
console.log(`${BUNDLED.length} tables, ${(bytes / 1e6).toFixed(1)} MB of data`);
