import type { ZSTDDecoder } from "zstddec/stream";

type Lz4 = Pick<typeof import("lz4-napi"), "decompressFrameSync" | "uncompressSync">;

let loaded: { readonly lz4: Lz4; readonly zstd: ZSTDDecoder } | null = null;

/**
 * Loads the codecs; to be awaited before anything is read, since reading itself cannot wait. An engine that has read no file
 * yet does not hold them.
 */
export async function makeUnpackReady(): Promise<void> {
  if (loaded !== null) return;
  const [lz4, { ZSTDDecoder }] = await Promise.all([import("lz4-napi"), import("zstddec/stream")]);
  const decoder = new ZSTDDecoder();
  await decoder.init();
  loaded = { lz4, zstd: decoder };
}

const ready = () => {
  if (loaded === null) throw new Error("The codecs were not made ready.");
  return loaded;
};

export const lz4 = (): Lz4 => ready().lz4;
export const zstd = (): ZSTDDecoder => ready().zstd;
