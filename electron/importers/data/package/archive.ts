import { type Entry, openPromise, type ZipFile } from "yauzl";
import {
  type ArchiveFault,
  archiveFault,
} from "../../../../shared/catalogue/formats/package/archive-walls.ts";
import { fail, ok, type Result } from "../../../../shared/result.ts";
import { importProblem } from "../problems.ts";

/** A descriptor of more bytes than this is not read into memory. */
const LARGEST_DESCRIPTOR = 20_000_000;

/** What a zip archive holds: the names of its files, and the texts of those asked for. */
export type Archive = {
  readonly names: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
};

/** Lists an archive and reads its descriptors, after its directory was held against the walls. Nothing is unpacked. */
export async function readArchive(
  path: string,
  isDescriptor: (name: string) => boolean,
): Promise<Result<Archive>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    return fail(importProblem.damagedArchive(path, error instanceof Error ? error.message : String(error)));
  }
  try {
    const entries: { readonly name: string; readonly entry: Entry }[] = [];
    for await (const entry of zip.eachEntry())
      entries.push({ name: Buffer.from(entry.fileName).toString("utf8"), entry });
    const fault = archiveFault(
      entries.map(({ name, entry }) => ({
        name,
        packed: entry.compressedSize,
        unpacked: entry.uncompressedSize,
        isLink: entry.externalFileAttributes >>> 28 === LINK,
        isEncrypted: (entry.generalPurposeBitFlag & 1) === 1,
      })),
    );
    if (fault !== null) return fail(problemOf(path, fault));
    const texts = new Map<string, string>();
    for (const { name, entry } of entries)
      if (isDescriptor(name) && entry.uncompressedSize <= LARGEST_DESCRIPTOR)
        texts.set(name, await textOf(zip, entry));
    return ok({ names: entries.map(({ name }) => name).filter((name) => !name.endsWith("/")), texts });
  } catch (error) {
    return fail(importProblem.damagedArchive(path, error instanceof Error ? error.message : String(error)));
  } finally {
    zip.close();
  }
}

/** The Unix file type of a symbolic link, as archives keep it. */
const LINK = 0xa;

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const piece: Buffer = chunk;
    length += piece.length;
    if (length > LARGEST_DESCRIPTOR) throw new Error("A descriptor is larger than the directory says");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

const problemOf = (path: string, { kind, part }: ArchiveFault) => {
  switch (kind) {
    case "leads-out":
    case "link":
      return importProblem.leadsOut(path, part);
    case "encrypted":
      return importProblem.encryptedArchive(path);
    case "twice":
      return importProblem.twiceInArchive(path, part);
    case "too-many":
    case "too-large":
      return importProblem.overlargeArchive(path, part);
  }
};
