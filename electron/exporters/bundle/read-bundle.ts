import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import {
  type BundleManifest,
  bundleManifestSchema,
  bundleText,
  isBundlePart,
} from "../../../shared/ledger/bundle-file.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";

/** Whether a signature (base64) over a text was made with the secret key that belongs to a public key. */
export type IsSignedBy = (key: string, text: string, signature: string) => boolean;

/** Thrown inside this file only: a part that is not what was signed. */
class Broken extends Error {
  readonly part: string;
  constructor(part: string, why: string) {
    super(why);
    this.part = part;
  }
}

const MANIFEST = "manifest.json";
const MOST_MANIFEST_BYTES = 64 * 1024 * 1024;
/** Texts of events and answers pack to a tenth or a thirtieth; a part that swells more was made to fill the disk. */
const MOST_SWELLING = 300;

/**
 * Checks a bundle and unpacks it into `folder`, which is laid out as a workspace then. No name inside is used before it has
 * the form that such a part has, no part may be larger than signed, and the first part that does not fit ends it. What was
 * unpacked until then is the caller's to throw away.
 */
export async function unpackBundle(
  path: string,
  folder: string,
  isSignedBy: IsSignedBy,
): Promise<Result<BundleManifest>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    });
  } catch (error) {
    return fail(notABundle(path, error));
  }
  try {
    return ok(await unpack(zip, folder, isSignedBy));
  } catch (error) {
    return fail(error instanceof Broken ? altered(path, error) : notABundle(path, error));
  } finally {
    zip.close();
  }
}

async function unpack(zip: ZipFile, folder: string, isSignedBy: IsSignedBy): Promise<BundleManifest> {
  let manifest: BundleManifest | null = null;
  const waiting = new Map<string, BundleManifest["parts"][number]>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (manifest === null) {
        manifest = await readManifest(zip, entry, isSignedBy);
        for (const part of manifest.parts) {
          if (!isBundlePart(part.path))
            throw new Broken(shown(part.path), "such a part has no place in a bundle");
          waiting.set(part.path, part);
        }
        continue;
      }
      const part = waiting.get(entry.fileName);
      if (!part)
        throw new Broken(shown(entry.fileName), "it is not in the signed list, or it is there twice");
      waiting.delete(entry.fileName);
      await unpackPart(zip, entry, part, folder);
    }
  } catch (error) {
    if (error instanceof Broken || manifest === null) throw error;
    throw new Broken(
      "its wrapping (the zip directory)",
      error instanceof Error ? error.message : String(error),
    );
  }
  if (manifest === null) throw new Error("The file is empty");
  const [missing] = waiting.keys();
  if (missing !== undefined) throw new Broken(missing, "it is missing");
  return manifest;
}

async function readManifest(zip: ZipFile, entry: Entry, isSignedBy: IsSignedBy): Promise<BundleManifest> {
  if (entry.fileName !== MANIFEST) throw new Error("The file does not begin with a list of parts");
  if (entry.uncompressedSize > MOST_MANIFEST_BYTES) throw new Broken(MANIFEST, "it is too large");
  const pieces: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) pieces.push(chunk);
  const manifest = bundleManifestSchema.parse(JSON.parse(Buffer.concat(pieces).toString("utf8")));
  if (!isSignedBy(manifest.key, bundleText(manifest), manifest.signature))
    throw new Broken(MANIFEST, "the signature does not fit");
  return manifest;
}

async function unpackPart(
  zip: ZipFile,
  entry: Entry,
  { path, sha256, bytes }: BundleManifest["parts"][number],
  folder: string,
): Promise<void> {
  // Sizes in a zip may be written behind the part: the directory has them in any case.
  if (entry.uncompressedSize !== bytes) throw new Broken(path, "its size is not the signed one");
  if (bytes > MOST_SWELLING * Math.max(entry.compressedSize, 1024))
    throw new Broken(path, "it would unpack to more than such a part can be");
  const to = join(folder, path);
  await mkdir(dirname(to), { recursive: true });
  const hash = createHash("sha256");
  await pipeline(
    await zip.openReadStreamPromise(entry),
    async function* (chunks) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(to, { flags: "wx" }),
  ).catch((error: unknown) => {
    if (isDiskError(error)) throw error;
    throw new Broken(path, error instanceof Error ? error.message : String(error));
  });
  if (hash.digest("hex") !== sha256) throw new Broken(path, "it does not fit its SHA-256");
}

const isDiskError = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  /^E(NOSPC|DQUOT|ROFS|ACCES|IO)$/.test(String(error.code));

const shown = (name: string): string => JSON.stringify(name.slice(0, 80));

const altered = (path: string, { part, message }: Broken): Problem => ({
  code: "damaged-file",
  message: `The bundle ${basename(path)} is not what was signed: ${part}.`,
  meaning: "Nothing of it was taken in.",
  remedy: "Ask for the bundle again from where it came.",
  detail: `${part}: ${message}`,
});

const notABundle = (path: string, error: unknown): Problem => ({
  code: "unsupported-format",
  message: `The file ${basename(path)} is not a bundle of ledgers, or it cannot be read.`,
  meaning: "Nothing was taken in.",
  remedy: "Choose a bundle (.askline-ledger) that Askline wrote, or a workspace folder.",
  detail: error instanceof Error ? error.message : String(error),
});
