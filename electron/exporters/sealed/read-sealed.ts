import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type Answer, answerSchema } from "../../../shared/answer/answer.ts";
import { answerFingerprint } from "../../../shared/answer/fingerprint.ts";
import { decodeTable } from "../../../shared/answer/table/table.ts";
import { canonicalJson, sha256Hex } from "../../../shared/canonical.ts";
import { type Dataset, datasetSchema } from "../../../shared/catalogue/dataset.ts";
import {
  disagreeingPart,
  isPartName,
  MANIFEST,
  RESULT,
  type SealedManifest,
  sealedManifestSchema,
} from "../../../shared/ledger/sealed-file.ts";
import { questionHash } from "../../../shared/question/canonical.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import {
  MOST_PARTS,
  MOST_TEXT_BYTES,
  readSeal,
  type Seal,
  SIGNED_SEAL_LENGTH,
  signedText,
} from "./container.ts";

/** Whether a signature (base64) over a text was made with the secret key that belongs to a public key. */
export type IsSignedBy = (key: string, text: string, signature: string) => boolean;

/** A sealed file that was read and found whole. */
export type OpenedSealed = {
  readonly path: string;
  readonly sha256: string;
  readonly manifest: SealedManifest;
  readonly answer: Answer;
  readonly datasets: readonly Dataset[];
  /** Whose laptop sealed the file: the name its person goes by, and its public key. Null: a file that nobody signed. */
  readonly signed: { readonly signer: string; readonly key: string } | null;
};

/** Thrown inside this file only: a part that is not what was sealed. */
class Broken extends Error {
  readonly part: string;
  constructor(part: string, why: string) {
    super(why);
    this.part = part;
  }
}

const SIGNATURE = "its signature";
const WRAPPING = "its wrapping (the zip directory)";

/**
 * Opens a sealed answer and checks every byte of it, with no workspace and no network. A file that is not exactly what was
 * sealed is refused, naming the part. Nothing is unpacked to disk here, names inside are never used as paths, and no part
 * is read beyond what the manifest and fixed limits allow.
 */
export async function readSealed(path: string, isSignedBy: IsSignedBy): Promise<Result<OpenedSealed>> {
  try {
    const { seal, bodyHash, sha256 } = await hashesOf(path);
    const opened = await readParts(path, seal);
    const signed = signatureOf(seal, opened.manifest, isSignedBy);
    // All parts fit, yet some byte differs: it is in what holds the parts together.
    if (bodyHash !== seal.file) throw new Broken(WRAPPING, "bytes outside the parts were changed");
    return ok({ path, sha256, signed, ...opened });
  } catch (error) {
    if (error instanceof Broken) return fail(altered(path, error.part, error.message));
    return fail(unreadable(path, error));
  }
}

/** Whose signature the file carries. A list of parts that names a signer belongs to a signed file, and the other way round. */
function signatureOf(
  { signature, ...hashes }: Seal,
  { signer }: SealedManifest,
  isSignedBy: IsSignedBy,
): OpenedSealed["signed"] {
  if (signature === null && signer === undefined) return null;
  if (signature === null || signer === undefined) throw new Broken(SIGNATURE, "it is missing");
  if (!isSignedBy(signature.key, signedText(hashes, signature.key), signature.text))
    throw new Broken(SIGNATURE, "it does not fit the key and the hashes");
  return { signer, key: signature.key };
}

/** Copies one data file out of a sealed file that was read before, to a path that is not there yet. Throws when the bytes do not fit its hash. */
export async function copyOut(path: string, part: string, sha256: string, to: string): Promise<void> {
  const zip = await openZip(path);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== part) continue;
      const hash = createHash("sha256");
      const stream = await zip.openReadStreamPromise(entry);
      stream.on("data", (chunk: Buffer) => hash.update(chunk));
      await pipeline(stream, createWriteStream(to, { flags: "wx" }));
      if (hash.digest("hex") !== sha256) throw new Broken(part, "it changed while it was read");
      return;
    }
    throw new Broken(part, "it is missing");
  } finally {
    zip.close();
  }
}

/** The hashes the file carries, and those its bytes have. */
async function hashesOf(path: string): Promise<{ seal: Seal; bodyHash: string; sha256: string }> {
  const handle: FileHandle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, SIGNED_SEAL_LENGTH));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const seal = readSeal(tail.toString("latin1"));
    if (seal === null) {
      const head = Buffer.alloc(4);
      await handle.read(head, 0, 4, 0);
      if (head.toString("latin1") === "PK\u0003\u0004")
        throw new Broken("its seal", "the last bytes are not a seal");
      throw new Error("The file is not a sealed answer");
    }
    const comment = tail.subarray(tail.length - seal.length);
    const body = createHash("sha256");
    await pipeline(createReadStream(path, { end: size - seal.length - 1, highWaterMark: 1 << 20 }), body, {
      end: false,
    });
    const whole = body.copy().update(comment);
    return { seal, bodyHash: body.digest("hex"), sha256: whole.digest("hex") };
  } finally {
    await handle.close();
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    });
  } catch (error) {
    throw new Broken(WRAPPING, error instanceof Error ? error.message : String(error));
  }
}

async function readParts(
  path: string,
  seal: Seal,
): Promise<Omit<OpenedSealed, "path" | "sha256" | "signed">> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const first = entries.get(MANIFEST);
    if (!first) throw new Broken(MANIFEST, "it is missing");
    const manifestText = (await textOf(zip, first)).toString("utf8");
    if (sha256Hex(manifestText) !== seal.manifest) throw new Broken(MANIFEST, "it does not fit the seal");
    const manifest = parsed(MANIFEST, manifestText, sealedManifestSchema);
    for (const name of entries.keys())
      if (name !== MANIFEST && !manifest.parts.some((part) => part.path === name))
        throw new Broken(name, "it is not in the list of parts");
    const texts = new Map<string, string>();
    let table: Buffer | null = null;
    for (const part of manifest.parts) {
      const entry = entries.get(part.path);
      if (!entry) throw new Broken(part.path, "it is missing");
      const isData = part.path.startsWith("data/");
      if (entry.uncompressedSize !== part.bytes)
        throw new Broken(part.path, "its size is not the sealed one");
      if (isData) {
        if ((await streamHash(zip, entry)) !== part.sha256)
          throw new Broken(part.path, "it does not fit its SHA-256");
        continue;
      }
      const bytes = await textOf(zip, entry);
      if (sha256Of(bytes) !== part.sha256) throw new Broken(part.path, "it does not fit its SHA-256");
      if (part.path === RESULT) table = bytes;
      else texts.set(part.path, bytes.toString("utf8"));
    }
    const answer = parsed("answer.json", texts.get("answer.json") ?? "", answerSchema);
    const datasets = parsed("datasets.json", texts.get("datasets.json") ?? "", datasetSchema.array());
    mustAgree(manifest, asWritten(texts), texts, table);
    return { manifest, answer, datasets };
  } finally {
    zip.close();
  }
}

/** Answer and entries exactly as written: a later version's schema may add to what it reads, and hashes are over this. */
function asWritten(texts: ReadonlyMap<string, string>): KeptTexts {
  const answer: unknown = JSON.parse(texts.get("answer.json") ?? "");
  const datasets: unknown = JSON.parse(texts.get("datasets.json") ?? "");
  if (!isAnswer(answer)) throw new Broken("answer.json", "it is not an answer");
  if (!areDatasets(datasets)) throw new Broken("datasets.json", "it does not hold catalogue entries");
  return { answer, datasets };
}

type KeptTexts = { readonly answer: Answer; readonly datasets: readonly Dataset[] };
const isAnswer = (value: unknown): value is Answer => answerSchema.safeParse(value).success;
const areDatasets = (value: unknown): value is Dataset[] => datasetSchema.array().safeParse(value).success;

/** The file says one thing only: pieces, whole, table, seal and fingerprint agree. */
function mustAgree(
  manifest: SealedManifest,
  { answer, datasets }: KeptTexts,
  texts: ReadonlyMap<string, string>,
  table: Buffer | null,
): void {
  const wrong = disagreeingPart(answer, datasets, texts);
  if (wrong !== null) throw new Broken(wrong, "it says something else than the answer does");
  if (questionHash(answer.question) !== answer.seal.questionHash)
    throw new Broken("question.json", "it is not the question that was sealed");
  if (table === null) throw new Broken(RESULT, "it is missing");
  if (canonicalJson(decodeTable(table).rows) !== canonicalJson(answer.table.rows))
    throw new Broken(RESULT, "its figures are not those of the answer");
  const hashes = answer.queries.flatMap((query) => query.files);
  const fingerprint = answerFingerprint(answer.question, hashes, answer.plan, answer.table);
  if (
    fingerprint !== answer.fingerprint ||
    manifest.fingerprint !== fingerprint ||
    manifest.answer !== answer.id
  )
    throw new Broken("answer.json", "its fingerprint does not fit question, data, plan and table");
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > MOST_PARTS) throw new Broken(WRAPPING, `it lists ${zip.entryCount} parts`);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (!isPartName(name))
        throw new Broken(JSON.stringify(name.slice(0, 80)), "such a part has no place in a sealed answer");
      if (entries.has(name)) throw new Broken(name, "it is there twice");
      const packed = entry.compressionMethod !== 0;
      if (name.endsWith(".arrow") ? packed : entry.uncompressedSize > MOST_TEXT_BYTES)
        throw new Broken(name, "it would unpack to more than such a part can be");
      entries.set(name, entry);
    }
  } catch (error) {
    if (error instanceof Broken) throw error;
    throw new Broken(WRAPPING, error instanceof Error ? error.message : String(error));
  }
  return entries;
}

/** The bytes of a part that is small enough to hold. */
async function textOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await readThrough(zip, entry, (chunk) => pieces.push(chunk));
  return Buffer.concat(pieces);
}

async function streamHash(zip: ZipFile, entry: Entry): Promise<string> {
  const hash = createHash("sha256");
  await readThrough(zip, entry, (chunk) => hash.update(chunk));
  return hash.digest("hex");
}

async function readThrough(zip: ZipFile, entry: Entry, take: (chunk: Buffer) => void): Promise<void> {
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) take(chunk);
  } catch (error) {
    throw new Broken(entry.fileName, error instanceof Error ? error.message : String(error));
  }
}

const sha256Of = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

function parsed<T>(part: string, text: string, schema: { parse: (value: unknown) => T }): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new Broken(part, error instanceof Error ? error.message : String(error));
  }
}

const altered = (path: string, part: string, detail: string): Problem => ({
  code: "damaged-file",
  message: `The sealed answer ${basename(path)} was changed after it was sealed: ${part}.`,
  meaning: "What it says can no longer be trusted, so it is not shown.",
  remedy: "Ask for the file again from where it came.",
  detail: `${part}: ${detail}`,
});

const unreadable = (path: string, error: unknown): Problem => ({
  code: "unsupported-format",
  message: `The file ${basename(path)} is not a sealed answer, or it cannot be read.`,
  meaning: "Nothing was opened.",
  remedy: "Choose a file that Askline wrote as a sealed answer (.askline).",
  detail: error instanceof Error ? error.message : String(error),
});
