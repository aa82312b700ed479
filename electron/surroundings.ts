import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import type { Surroundings } from "./askline/session.ts";
import type { KeyStore } from "./workspace/ledger/signing.ts";

/** Crockford's base 32: no letters that are mistaken for digits when an id is read aloud. */
const ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Ten letters: 50 random bits. */
function newId(): string {
  return Array.from(randomBytes(10), (byte) => ID_LETTERS[byte % ID_LETTERS.length]).join("");
}

function actorName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown"; // some containers have no name for their user
  }
}

/** Time, ids and the person at the keyboard, as this machine knows them. `application` goes into the ledger, which is signed by the key in `keys`. */
export function surroundings(application: string, keys?: KeyStore): Surroundings {
  return { now: () => Date.now(), newId, actor: actorName(), application, keys };
}
