import { keyName, openSigner, type Signer } from "../workspace/ledger/signing.ts";
import type { Session, Surroundings } from "./session.ts";

/** Signs in the name of the person at this laptop. */
export type NamedSigner = Signer & { readonly name: string };

/** The signer of this laptop; null where no key is kept, or it cannot be read. */
export async function signerOf({ keys, actor }: Surroundings): Promise<NamedSigner | null> {
  if (!keys) return null;
  try {
    return { ...(await openSigner(keys)), name: actor };
  } catch {
    return null;
  }
}

/** Whose key a public key is, as far as this workspace knows. */
export type KeyOwner = {
  /** A short form of the key that people can compare. */
  readonly name: string;
  /** The name under which this laptop, or a ledger taken in, uses the key; null when it was never seen here. */
  readonly known: string | null;
};

/** Looks a public key up among the own one and those of the ledgers taken in. */
export async function ownerOf(session: Session, key: string): Promise<KeyOwner> {
  const own = await signerOf(session.around);
  const signers = session.workspace.union.kept().flatMap(({ signed }) => signed);
  const known = own?.key === key ? own.name : signers.find((one) => one.key === key)?.signer;
  return { name: keyName(key), known: known ?? null };
}

export { keyName } from "../workspace/ledger/signing.ts";
