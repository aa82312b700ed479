import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** Where the secret key of a person on a device is kept: the system's key store, or a file only they can read. */
export type KeyStore = {
  /** The key as PEM (PKCS 8); null when none was kept yet. Throws when it is there but cannot be read. */
  readonly read: () => Promise<string | null>;
  readonly write: (pem: string) => Promise<void>;
};

/** Signs in the name of whoever holds the key. */
export type Signer = {
  /** The public key: 64 hex digits. */
  readonly key: string;
  readonly sign: (text: string) => string;
};

/** Ed25519 public keys in DER begin with these bytes; the key itself is the last 32. */
const DER_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** The signer whose key is in the store; a key is made and kept at the first use. */
export async function openSigner(store: KeyStore): Promise<Signer> {
  const kept = await store.read();
  const secret = kept === null ? generateKeyPairSync("ed25519").privateKey : createPrivateKey(kept);
  if (kept === null) await store.write(secret.export({ type: "pkcs8", format: "pem" }).toString());
  return {
    key: publicKeyOf(secret),
    sign: (text) => sign(null, Buffer.from(text, "utf8"), secret).toString("base64"),
  };
}

const publicKeyOf = (secret: KeyObject): string =>
  createPublicKey(secret).export({ type: "spki", format: "der" }).subarray(DER_HEAD.length).toString("hex");

/** Whether a signature (base64) over a text was made with the secret key that belongs to `key`. */
export function isSignedBy(key: string, text: string, signature: string): boolean {
  try {
    const der = Buffer.concat([DER_HEAD, Buffer.from(key, "hex")]);
    const known = createPublicKey({ key: der, type: "spki", format: "der" });
    const bytes = Buffer.from(signature, "base64");
    // Base 64 leaves some bits of its last letter unused: only one spelling of a signature counts, or a letter could be altered unseen.
    if (bytes.toString("base64") !== signature) return false;
    return verify(null, Buffer.from(text, "utf8"), known, bytes);
  } catch {
    return false;
  }
}

/** A short name of a key for people: four groups of four letters of its hash. */
export const keyName = (key: string): string =>
  createHash("sha256")
    .update(key)
    .digest("hex")
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, "$1-")
    .toUpperCase();
