const FILE = "0".repeat(64);
const HASHES = `file ${FILE} manifest ${FILE}`;

/**
 * The last bytes of a sealed file: a comment of the zip format. Its first hash is over every byte of the file before the
 * comment, the second over the manifest, so that one altered byte is found wherever it is, also where the zip format has
 * slack, and the part it is in can be named. The signature (Ed25519) of the sender's laptop is over both. Files of the
 * first form carry none.
 */
export const SEAL_LENGTH = `askline/sealed/1 ${HASHES}`.length;
export const SIGNED_SEAL_LENGTH = `askline/sealed/2 ${HASHES} key ${FILE} signature ${"0".repeat(88)}`.length;

/** The two hashes of a sealed file, and whose key signed them; null where nobody did. */
export type Seal = {
  readonly file: string;
  readonly manifest: string;
  readonly signature: { readonly key: string; readonly text: string } | null;
};

/** What a signature is over. */
export const signedText = ({ file, manifest }: Pick<Seal, "file" | "manifest">, key: string): string =>
  `askline/sealed/2 file ${file} manifest ${manifest} key ${key}`;

/** The comment that carries a seal: always as long as a seal of its form is. */
export const sealText = (seal: Pick<Seal, "file" | "manifest"> & Partial<Seal>): string =>
  seal.signature
    ? `${signedText(seal, seal.signature.key)} signature ${seal.signature.text}`
    : `askline/sealed/1 file ${seal.file} manifest ${seal.manifest}`;

const SEAL = /askline\/sealed\/1 file ([0-9a-f]{64}) manifest ([0-9a-f]{64})$/;
const SIGNED_SEAL =
  /askline\/sealed\/2 file ([0-9a-f]{64}) manifest ([0-9a-f]{64}) key ([0-9a-f]{64}) signature ([A-Za-z0-9+/]{86}==)$/;

/** Reads the seal at the end of a text, with its length in bytes; null when there is none. */
export function readSeal(text: string): (Seal & { readonly length: number }) | null {
  const [, file, manifest, key, signature] = SIGNED_SEAL.exec(text) ?? SEAL.exec(text) ?? [];
  if (file === undefined || manifest === undefined) return null;
  return key === undefined || signature === undefined
    ? { file, manifest, signature: null, length: SEAL_LENGTH }
    : { file, manifest, signature: { key, text: signature }, length: SIGNED_SEAL_LENGTH };
}

/** The most a text part may hold once unpacked: far above any real one, far below what would hurt. Bytes. */
export const MOST_TEXT_BYTES = 64 * 1024 * 1024;

/** The most parts a sealed file may have. */
export const MOST_PARTS = 200;
