import { join } from "node:path";
import { z } from "zod";

/** The file that makes a folder a workspace. */
export const manifestSchema = z.object({
  schema: z.literal("askline/workspace/1"),
  name: z.string().min(1),
  created: z.string(),
  /** True for the workspace of real crisis data that comes with Askline. */
  bundled: z.boolean().default(false),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Where everything lies in a workspace folder. Only `cache` may be deleted without loss. */
export type Layout = {
  readonly folder: string;
  readonly manifest: string;
  /** One readable JSON file per dataset that is held here. */
  readonly datasets: string;
  /** Earlier versions of those descriptions, by content hash. */
  readonly versions: string;
  /** One JSON Lines file per imported catalogue. */
  readonly imported: string;
  /** One JSON Lines file per imported catalogue with the entries that later imports replaced. */
  readonly earlier: string;
  /** Arrow files named by their SHA-256. */
  readonly data: string;
  readonly ledger: string;
  /** Ledgers of other laptops, kept beside this one's: a folder each. */
  readonly otherLedgers: string;
  readonly answers: string;
  readonly drafts: string;
  /** Words of this workspace, added to Askline's own. */
  readonly vocabulary: string;
  /** Names of places of this workspace. */
  readonly placeNames: string;
  readonly cache: string;
};

/** The layout of the workspace at `folder` (an absolute path). */
export function layoutOf(folder: string): Layout {
  return {
    folder,
    manifest: join(folder, "workspace.json"),
    datasets: join(folder, "catalogue", "datasets"),
    versions: join(folder, "catalogue", "versions"),
    imported: join(folder, "catalogue", "imported"),
    earlier: join(folder, "catalogue", "earlier"),
    data: join(folder, "data"),
    ledger: join(folder, "ledger"),
    otherLedgers: join(folder, "other-ledgers"),
    answers: join(folder, "answers"),
    drafts: join(folder, "drafts"),
    vocabulary: join(folder, "vocabulary.json"),
    placeNames: join(folder, "place-names.json"),
    cache: join(folder, "cache"),
  };
}
