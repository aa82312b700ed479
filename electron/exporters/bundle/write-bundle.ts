import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { type BundleManifest, bundleText } from "../../../shared/ledger/bundle-file.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";

/** Signs in the name of whoever holds the key. */
export type BundleSigner = {
  readonly name: string;
  readonly key: string;
  readonly sign: (text: string) => string;
};

/** A part of a bundle: bytes of files on the disk one after the other, or a text. */
export type BundlePart = { readonly path: string } & (
  | { readonly text: string }
  | { readonly pieces: readonly { readonly path: string; readonly bytes?: number }[] }
);

export type Bundling = Pick<BundleManifest, "workspace" | "madeAt" | "madeBy" | "chains"> & {
  readonly parts: readonly BundlePart[];
  readonly signer: BundleSigner;
};

/** Writes a bundle: the signed list of parts first, then the parts. The file has its name only when it is whole. */
export async function writeBundle(
  bundling: Bundling,
  path: string,
): Promise<Result<{ readonly sha256: string }>> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const sha256 = await writeZip(bundling, temporary);
    await rename(temporary, path);
    return ok({ sha256 });
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return fail({
      code: "internal",
      message: `The bundle ${basename(path)} could not be written.`,
      meaning: "Nothing was written. The ledgers are safe in the workspace.",
      remedy: "Check that the folder can be written to and has room, or choose another place.",
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Returns the file's SHA-256. */
async function writeZip({ parts, signer, ...about }: Bundling, to: string): Promise<string> {
  const unsigned = {
    schema: "askline/bundle/1" as const,
    ...about,
    parts: await inTurn(parts, measured),
    signer: signer.name,
    key: signer.key,
  };
  const manifest: BundleManifest = { ...unsigned, signature: signer.sign(bundleText(unsigned)) };
  const zip = new ZipFile();
  const mtime = new Date(about.madeAt);
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), "manifest.json", { mtime });
  // Opened when it is its turn only. Arrow files are compressed inside already, and what is not packed cannot swell.
  for (const part of parts)
    zip.addReadStreamLazy(part.path, { mtime, compress: !part.path.endsWith(".arrow") }, (take) =>
      take(null, Readable.from(chunksOf(part), { objectMode: false })),
    );
  zip.end();
  const whole = createHash("sha256");
  const handle = await open(to, "wx");
  try {
    for await (const chunk of zip.outputStream) {
      const bytes = Buffer.from(chunk);
      whole.update(bytes);
      await handle.writeFile(bytes);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return whole.digest("hex");
}

/** The bytes of a part, one piece after the other. */
async function* chunksOf(part: BundlePart): AsyncGenerator<Buffer> {
  if ("text" in part) {
    yield Buffer.from(part.text);
    return;
  }
  for (const { path, bytes } of part.pieces)
    if (bytes !== 0)
      yield* createReadStream(path, {
        highWaterMark: 1 << 20,
        ...(bytes !== undefined && { end: bytes - 1 }),
      });
}

async function measured(part: BundlePart) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunksOf(part)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path: part.path, sha256: hash.digest("hex"), bytes };
}

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}
