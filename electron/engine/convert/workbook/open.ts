import { readFile, stat } from "node:fs/promises";
import type { CellStyle, Sheet } from "hucre";
import { readXlsx } from "hucre/xlsx";
import { openPromise } from "yauzl";
import {
  type ArchivePart,
  archiveFault,
} from "../../../../shared/catalogue/formats/package/archive-walls.ts";
import { HEAD_LINES } from "../../../../shared/catalogue/formats/table/header-row.ts";
import { EngineProblem } from "../../job.ts";
import { conversionProblem } from "../problems.ts";

/** A spreadsheet file of more bytes than this is not read: it is held in memory while it is. */
const LARGEST_FILE = 1024 ** 3;

/** A workbook with the beginnings of its sheets; merged cells and number formats come with them. */
export type Workbook = { readonly bytes: Uint8Array; readonly sheets: readonly Sheet[] };

/** Opens a workbook after its directory was held against the walls. Throws problems. */
export async function openWorkbook(path: string, headLines = HEAD_LINES): Promise<Workbook> {
  if ((await stat(path)).size > LARGEST_FILE)
    throw new EngineProblem(conversionProblem.overlarge("over 1 GB"));
  await checkArchive(path);
  const bytes = await readFile(path);
  try {
    const { sheets } = await readXlsx(bytes, { readStyles: true, maxRows: headLines });
    return { bytes, sheets };
  } catch (cause) {
    throw workbookFault(cause);
  }
}

/** The problem behind what the reader of spreadsheets threw. */
export function workbookFault(cause: unknown): unknown {
  if (cause instanceof EngineProblem) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new EngineProblem(conversionProblem.noWorkbook(detail));
}

/** The file begins as an OLE container: a workbook under a password, or one of before 2007. */
const OLE = "d0cf11e0";

async function checkArchive(path: string): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false }).catch(async () => {
    const start = await readFile(path).then((bytes) => bytes.subarray(0, 4).toString("hex"));
    throw new EngineProblem(
      start === OLE ? conversionProblem.encrypted() : conversionProblem.noWorkbook("no zip directory"),
    );
  });
  const parts: ArchivePart[] = [];
  try {
    for await (const entry of zip.eachEntry())
      parts.push({
        name: Buffer.from(entry.fileName).toString("utf8"),
        packed: entry.compressedSize,
        unpacked: entry.uncompressedSize,
        isLink: entry.externalFileAttributes >>> 28 === 0xa,
        isEncrypted: (entry.generalPurposeBitFlag & 1) === 1,
      });
  } catch (cause) {
    throw workbookFault(cause);
  } finally {
    zip.close();
  }
  const fault = archiveFault(parts);
  if (fault === null) return;
  throw new EngineProblem(
    fault.kind === "leads-out" || fault.kind === "link"
      ? conversionProblem.unsafeNames(fault.part)
      : fault.kind === "encrypted"
        ? conversionProblem.encrypted()
        : conversionProblem.overlarge(`${fault.kind}: ${fault.part}`),
  );
}

/** True for a number format that shows per cent. */
export const isPercent = (style: CellStyle | undefined): boolean =>
  style?.numFmt?.replaceAll(/"[^"]*"|\\./g, "").includes("%") ?? false;
