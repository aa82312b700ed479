import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { type Database, fakeSha, tableFacts } from "./real-tables.ts";
import { healthTables } from "./tables-health.ts";
import { otherTables } from "./tables-other.ts";

const specs = { ...healthTables, ...otherTables };

/** The description of a table, with the profile of the file as the database holds it. */
export async function profiled(db: Database, id: string): Promise<Dataset> {
  const dataset = specs[id]?.();
  if (!dataset) throw new Error(`No description of ${id}`);
  const profile = await db.profileOf(fakeSha(id), tableFacts(id).rowCount);
  return { ...dataset, distributions: dataset.distributions.map((one) => ({ ...one, profile })) };
}
