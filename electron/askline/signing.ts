import { openSigner, type Signer } from "../workspace/ledger/signing.ts";
import type { Surroundings } from "./session.ts";

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
