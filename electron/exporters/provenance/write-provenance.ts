import { join } from "node:path";
import { sha256Hex } from "../../../shared/canonical.ts";
import { ok, type Result } from "../../../shared/result.ts";
import { provOf } from "../../../shared/review/prov-json.ts";
import type { Told } from "../../../shared/review/provenance.ts";
import { type CrateFile, crateOf } from "../../../shared/review/research-crate.ts";
import { writeWholeFile } from "../whole-file.ts";

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** Writes PROV-JSON to a file. */
export const writeProv = (told: readonly Told[], path: string): Promise<Result<void>> =>
  writeWholeFile(path, pretty(provOf(told)));

/** Writes a research crate: a folder with its metadata and the answers. The metadata come last, so a crate is never half. */
export async function writeCrate(
  told: readonly Told[],
  folder: string,
  about: { readonly name: string; readonly madeAt: string },
): Promise<Result<void>> {
  const files: CrateFile[] = [];
  for (const { answer } of told) {
    const text = pretty(answer);
    const path = `answers/${answer.id}.json`;
    const written = await writeWholeFile(join(folder, "answers", `${answer.id}.json`), text);
    if (!written.ok) return written;
    files.push({ answerId: answer.id, path, bytes: Buffer.byteLength(text), sha256: sha256Hex(text) });
  }
  const written = await writeWholeFile(
    join(folder, "ro-crate-metadata.json"),
    pretty(crateOf(told, files, about)),
  );
  return written.ok ? ok(undefined) : written;
}
