import { z } from "zod";
import { canonicalJson } from "../canonical.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The ending of a bundle's file: the ledgers of a laptop, with what belongs to them. */
export const BUNDLE_ENDING = "askline-ledger";

/** Folder and file of a chain in a bundle: the chain and its last event name it. */
const CHAIN = "other-ledgers/[0-9a-f]{24}-[0-9a-f]{24}/(ledger|checkpoints)\\.jsonl";
const NAMED = "[a-z0-9][a-z0-9._~-]{0,99}";
const PART = new RegExp(
  `^(${CHAIN}|answers/${NAMED}/(answer\\.json|datasets\\.json|result\\.arrow)|catalogue/versions/${NAMED}/[0-9a-f]{64}\\.json|data/[0-9a-f]{64}\\.arrow)$`,
);

/** Whether a part of this name belongs into a bundle. Everything else is refused, so no name can climb out of a folder. */
export const isBundlePart = (name: string): boolean => PART.test(name) && !name.includes("..");

/** What a bundle is made of, and who signed for it. Laid out as a workspace folder is. */
export const bundleManifestSchema = z.object({
  schema: z.literal("askline/bundle/1"),
  workspace: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  chains: z
    .array(z.object({ name: z.string(), chain: hash, events: z.number().int(), head: hash }))
    .min(1)
    .max(1000),
  parts: z
    .array(z.object({ path: z.string(), sha256: hash, bytes: z.number().int().nonnegative() }))
    .max(500_000),
  /** Who made the bundle: the name they go by, and their laptop's public key (Ed25519). */
  signer: z.string(),
  key: hash,
  /** Over all the rest (base64). */
  signature: z.string(),
});
export type BundleManifest = z.infer<typeof bundleManifestSchema>;

/** What the signature of a bundle is over. */
export const bundleText = ({
  signature: _,
  ...rest
}: BundleManifest | (Omit<BundleManifest, "signature"> & { signature?: string })): string =>
  canonicalJson(rest);
