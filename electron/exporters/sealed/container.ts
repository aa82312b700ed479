/**
 * The last bytes of a sealed file: a comment of the zip format with two hashes. The first is over every byte of the file
 * before the comment, the second over the manifest, so that one altered byte is found wherever it is, also where the zip
 * format has slack, and the part it is in can be named.
 */
export const SEAL_LENGTH = `askline/sealed/1 file ${"0".repeat(64)} manifest ${"0".repeat(64)}`.length;

/** The two hashes of a sealed file. */
export type Seal = { readonly file: string; readonly manifest: string };

/** The comment that carries a seal; always SEAL_LENGTH bytes. */
export const sealText = ({ file, manifest }: Seal): string =>
  `askline/sealed/1 file ${file} manifest ${manifest}`;

/** Reads the comment; null when it is none of ours. */
export function readSeal(text: string): Seal | null {
  const found = /^askline\/sealed\/1 file ([0-9a-f]{64}) manifest ([0-9a-f]{64})$/.exec(text);
  const [, file, manifest] = found ?? [];
  return file !== undefined && manifest !== undefined ? { file, manifest } : null;
}

/** The most a text part may hold once unpacked: far above any real one, far below what would hurt. Bytes. */
export const MOST_TEXT_BYTES = 64 * 1024 * 1024;

/** The most parts a sealed file may have. */
export const MOST_PARTS = 200;
