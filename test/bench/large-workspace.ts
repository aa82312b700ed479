import { copyFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { surroundings } from "../../electron/surroundings.ts";
import { createWorkspace } from "../../electron/workspace/workspace.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import type { Result } from "../../shared/result.ts";
import { madeCases } from "./made-cases.ts";

/** Makes a workspace whose only data is the bench table, described as counts of cases by region and day that anybody may see. */
export async function makeLargeWorkspace(folder: string, tablePath: string, rows: number): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  const workspace = must(await createWorkspace(folder, "Bench", surroundings("Askline bench")));
  const incoming = await workspace.data.temporary();
  await copyFile(tablePath, incoming);
  const { sha256 } = must(await workspace.data.adopt(incoming));
  must(await workspace.catalogue.put(describe(sha256, rows)));
  await workspace.close();
  return sha256;
}

/** The name under which the day is bound in `bare`, and what is asked by words. */
const describe = (sha256: string, rows: number): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id: "bench-cases",
    title: "Cases by region and day",
    description: "A made table of COVID-19 cases.",
    publisher: { name: "Bench" },
    access: "open",
    columns: [
      { name: "day", type: "DATE", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "region", type: "ENUM", role: "place", level: "country", codeSystem: "names" },
      { name: "facility", type: "VARCHAR", role: "dimension", dimension: "facility" },
      { name: "cases", type: "INTEGER", role: "measure" },
      { name: "rate", type: "DOUBLE", role: "attribute" },
      { name: "id", type: "BIGINT", role: "identifier" },
    ],
    ...madeCases(sha256, rows),
  });

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
  return result.value;
}
