import { z } from "zod";
import { type Corrections, correctionsSchema } from "../../../shared/catalogue/corrections.ts";

/**
 * What a person entered about files that are not in the catalogue yet, by the hash of the file: closing the panel, or the
 * window, loses none of it.
 */

const KEY = "askline.import-drafts";
/** Older drafts than this many are forgotten. */
const MOST_DRAFTS = 50;

const draftsSchema = z.array(z.tuple([z.string(), correctionsSchema]));

function drafts(): z.infer<typeof draftsSchema> {
  try {
    return draftsSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

/** One source: the file's hash, and the resource where it is a package. */
export const draftKey = (sha256: string, part: string | null): string => `${sha256} ${part ?? ""}`;

/** What was entered about a source before; nothing when there is none. */
export function draftOf(key: string): Corrections {
  return drafts().find(([known]) => known === key)?.[1] ?? {};
}

/** Keeps what was entered; nothing entered, or added to the catalogue, takes the draft away. */
export function keepDraft(key: string, corrections: Corrections): void {
  const others = drafts().filter(([known]) => known !== key);
  const isEmpty = Object.keys(corrections).length === 0;
  const next = isEmpty ? others : [[key, corrections] as const, ...others].slice(0, MOST_DRAFTS);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Full or refused: the panel itself still holds what was entered.
  }
}
