import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Answer } from "../../../shared/answer/answer.ts";
import { canonicalJson, sha256Hex } from "../../../shared/canonical.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import {
  dataPart,
  MANIFEST,
  RESULT,
  type SealedManifest,
  sealedTexts,
} from "../../../shared/ledger/sealed-file.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Exported } from "../answer-export.ts";
import { SEAL_LENGTH, SIGNED_SEAL_LENGTH, sealText, signedText } from "./container.ts";

/** What goes into a sealed file. Data files are given by path; one whose access is not open stays outside. */
export type Sealing = {
  readonly answer: Answer;
  readonly datasets: readonly Dataset[];
  readonly resultPath: string;
  readonly data: readonly { readonly sha256: string; readonly path: string }[];
  readonly writtenAt: string;
  readonly writtenBy: string;
  /** Signs in the name of the laptop's person; null where no key is kept. */
  readonly signer: {
    readonly name: string;
    readonly key: string;
    readonly sign: (text: string) => string;
  } | null;
};

/** Writes an answer with all it rests on as one file. The file appears under its name only when it is whole. */
export async function writeSealed(sealing: Sealing, path: string): Promise<Result<Exported>> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const sha256 = await writeContainer(sealing, temporary);
    await rename(temporary, path);
    return ok({ path, rows: sealing.answer.table.rows.length, sha256 });
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return fail({
      code: "internal",
      message: `The sealed answer ${basename(path)} could not be written.`,
      meaning: "Nothing was exported. The answer is safe in the workspace.",
      remedy:
        "Check that the folder can be written to and has room, and that the answer’s data are still here.",
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

type FilePart = { readonly path: string; readonly from: string; readonly what: string };

async function writeContainer(sealing: Sealing, to: string): Promise<string> {
  const { answer, datasets } = sealing;
  const texts = sealedTexts(answer, datasets);
  const data = await dataOf(sealing);
  const files: FilePart[] = [
    { path: RESULT, from: sealing.resultPath, what: "the answer’s table" },
    ...data.flatMap(({ sha256, included, from }) =>
      included && from !== null
        ? [{ path: dataPart(sha256), from, what: "data the answer was made from" }]
        : [],
    ),
  ];
  const manifest: SealedManifest = {
    schema: "askline/sealed/1",
    answer: answer.id,
    fingerprint: answer.fingerprint,
    sealedAt: answer.seal.at,
    writtenAt: sealing.writtenAt,
    writtenBy: sealing.writtenBy,
    ...(sealing.signer && { signer: sealing.signer.name }),
    parts: [
      ...texts.map(({ path, what, text }) => ({
        path,
        what,
        sha256: sha256Hex(text),
        bytes: Buffer.byteLength(text),
      })),
      ...(await Promise.all(files.map(measured))),
    ],
    data: data.map(({ from: _, ...rest }) => rest),
  };
  const manifestText = canonicalJson(manifest);
  const mtime = new Date(sealing.writtenAt);
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(manifestText), MANIFEST, { mtime });
  for (const { path, text } of texts) zip.addBuffer(Buffer.from(text), path, { mtime });
  // Arrow files are stored as they are: they are compressed inside already, and what is not packed cannot swell.
  for (const { path, from } of files) zip.addFile(from, path, { mtime, compress: false });
  const length = sealing.signer ? SIGNED_SEAL_LENGTH : SEAL_LENGTH;
  zip.end({ comment: "0".repeat(length), forceZip64Format: false });
  return writeAndSeal(zip, to, length, (file) => {
    const hashes = { file, manifest: sha256Hex(manifestText) };
    if (sealing.signer === null) return sealText(hashes);
    const { key, sign } = sealing.signer;
    return sealText({ ...hashes, signature: { key, text: sign(signedText(hashes, key)) } });
  });
}

/** Streams the zip to disk, hashing as it goes, and puts the hashes into the comment at its end. Returns the file's SHA-256. */
async function writeAndSeal(
  zip: ZipFile,
  to: string,
  sealLength: number,
  sealOf: (fileSha256: string) => string,
): Promise<string> {
  const body = createHash("sha256");
  let held: Buffer = Buffer.alloc(0);
  let length = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // The comment comes last: so many bytes are always held back from the hash.
      const all = Buffer.concat([held, chunk]);
      const cut = Math.max(0, all.length - sealLength);
      body.update(all.subarray(0, cut));
      held = all.subarray(cut);
      length += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(zip.outputStream, measure, createWriteStream(to, { flags: "wx" }));
  const whole = body.copy();
  const seal = sealOf(body.digest("hex"));
  const handle = await open(to, "r+");
  try {
    await handle.write(seal, length - sealLength, "latin1");
    await handle.sync();
  } finally {
    await handle.close();
  }
  return whole.update(seal).digest("hex");
}

async function measured({ path, from, what }: FilePart) {
  return { path, what, sha256: await hashOf(from), bytes: (await stat(from)).size };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** Which data files travel along: those of datasets anyone may have, and that are still here unaltered. */
async function dataOf({ answer, datasets, data }: Sealing) {
  return Promise.all(
    answer.sources.map(async ({ dataset, title, sha256 }) => {
      const from = data.find((file) => file.sha256 === sha256)?.path ?? null;
      const access = datasets.find(({ id }) => id === dataset)?.access ?? "restricted";
      const base = { dataset, title, sha256, from };
      if (access !== "open")
        return {
          ...base,
          included: false,
          why: `Its access class is ${access}, so it does not leave with the answer.`,
        };
      const here = from !== null && (await hashOf(from).catch(() => null)) === sha256;
      if (!here) return { ...base, included: false, why: "The file was not in the workspace any more." };
      return { ...base, included: true, why: "Anyone may have it (open access)." };
    }),
  );
}
