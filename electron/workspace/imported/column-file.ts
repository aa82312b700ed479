import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { writeFileAtomic } from "../atomic-file.ts";

/** An array of numbers or bytes that a column file holds. */
export type Column = Uint8Array | Uint32Array | Float32Array | Float64Array;

/** What a column file holds: a description and named arrays. Only a cache: what cannot be read is made anew. */
export type Columns = { readonly about: unknown; readonly columns: Readonly<Record<string, Column>> };

/** First bytes of a file. The number changes with the form of the files. */
const MAGIC = "ASKLCOL1";
/** Magic, length of the header, check sum of what follows: 4 bytes each after the magic's eight. */
const FRONT = 16;
/** Every array begins where any kind of number may. */
const ALIGNED = 8;

const headerSchema = z.object({
  about: z.unknown(),
  columns: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["u8", "u32", "f32", "f64"]),
      at: z.number().int().nonnegative(),
      length: z.number().int().nonnegative(),
    }),
  ),
});

const kindOf = (column: Column): "u8" | "u32" | "f32" | "f64" =>
  column instanceof Uint8Array
    ? "u8"
    : column instanceof Uint32Array
      ? "u32"
      : column instanceof Float32Array
        ? "f32"
        : "f64";

const padded = (length: number): number => Math.ceil(length / ALIGNED) * ALIGNED;

/** Writes a column file as a whole; throws Node's file errors. */
export async function writeColumns(path: string, { about, columns }: Columns): Promise<void> {
  let at = 0;
  const places = Object.entries(columns).map(([name, column]) => {
    const place = { name, kind: kindOf(column), at, length: column.length };
    at += padded(column.byteLength);
    return place;
  });
  const header = Buffer.from(JSON.stringify({ about, columns: places }));
  const start = padded(FRONT + header.length);
  const file = Buffer.alloc(start + at);
  file.write(MAGIC, "latin1");
  file.writeUInt32LE(header.length, 8);
  header.copy(file, FRONT);
  for (const [name, column] of Object.entries(columns)) {
    const place = places.find((one) => one.name === name);
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start + (place?.at ?? 0));
  }
  file.writeUInt32LE(crc32(file.subarray(FRONT)), 12);
  await writeFileAtomic(path, file);
}

/** Reads a column file. The arrays lie in the file's bytes: nothing is copied. Null when there is none, or it is damaged or of another form. */
export async function readColumns(path: string): Promise<Columns | null> {
  try {
    const file = await readFile(path);
    if (file.length < FRONT || file.toString("latin1", 0, 8) !== MAGIC) return null;
    if (crc32(file.subarray(FRONT)) !== file.readUInt32LE(12)) return null;
    const headerLength = file.readUInt32LE(8);
    const { about, columns } = headerSchema.parse(
      JSON.parse(file.toString("utf8", FRONT, FRONT + headerLength)),
    );
    const bytes = file.byteOffset % ALIGNED === 0 ? file : Buffer.from(Uint8Array.from(file).buffer);
    const start = bytes.byteOffset + padded(FRONT + headerLength);
    return {
      about,
      columns: Object.fromEntries(
        columns.map(({ name, kind, at, length }) => [name, viewOf(bytes, kind, start + at, length)]),
      ),
    };
  } catch {
    return null;
  }
}

function viewOf(bytes: Buffer, kind: "u8" | "u32" | "f32" | "f64", at: number, length: number): Column {
  const { buffer } = bytes;
  switch (kind) {
    case "u8":
      return new Uint8Array(buffer, at, length);
    case "u32":
      return new Uint32Array(buffer, at, length);
    case "f32":
      return new Float32Array(buffer, at, length);
    case "f64":
      return new Float64Array(buffer, at, length);
  }
}
