import type { Area } from "../../places/area.ts";
import type { IsoDate } from "../../time/grain.ts";
import type { Vocabulary } from "../../vocabulary/concept.ts";
import type { QuestionPatch } from "../question.ts";
import type { Mark, Reading } from "../reading.ts";
import type { Draft } from "./draft.ts";
import { type Cut, type Find, wordOf } from "./find.ts";
import type { LexiconIndex } from "./lexicon-index.ts";
import type { Word } from "./words/words.ts";

export type Part = NonNullable<Mark["part"]>;
export type Choice = { readonly label: string; readonly patch: QuestionPatch };

/** What a reader made of a find. */
export type Use = {
  readonly part: Part;
  readonly reading: string;
  readonly unsure: boolean;
  readonly choices: readonly Choice[];
};

/**
 * The work table of one parse: the finds in order, what has been made of each (`uses`), and the draft that grows.
 * Readers take finds off the table by `use`; what is left at the end was not understood.
 */
export type Scan = {
  readonly cut: Cut;
  readonly finds: readonly Find[];
  readonly index: LexiconIndex;
  readonly vocabulary: Vocabulary;
  readonly asked: IsoDate;
  readonly uses: Map<number, Use>;
  readonly gaps: Reading["gaps"];
  readonly draft: Draft;
};

/** Takes a find off the table. A find that is already taken keeps its first use. */
export function use(
  scan: Scan,
  at: number,
  part: Part,
  reading: string,
  more: { readonly unsure?: boolean; readonly choices?: readonly Choice[] } = {},
): void {
  if (scan.uses.has(at) || !scan.finds[at]) return;
  scan.uses.set(at, {
    part,
    reading,
    unsure: more.unsure === true || scan.finds[at].mended,
    choices: more.choices ?? [],
  });
}

/** Whether a find is still on the table. */
export const isFree = (scan: Scan, at: number): boolean => scan.finds[at] !== undefined && !scan.uses.has(at);

/** The text of a find as typed. */
export function typed(scan: Scan, at: number): string {
  const find = scan.finds[at];
  const start = scan.cut.tokens[find?.first ?? 0]?.start ?? 0;
  const end = scan.cut.tokens[find?.last ?? 0]?.end ?? 0;
  return find ? scan.cut.text.slice(start, end) : "";
}

/** True when a sentence or clause ends between two neighbouring finds. */
export function breaksBetween(scan: Scan, at: number, signs = /[.?!;:]/): boolean {
  const end = scan.finds[at]?.last;
  const start = scan.finds[at + 1]?.first;
  if (end === undefined || start === undefined) return true;
  return scan.cut.tokens
    .slice(end + 1, start)
    .some((token) => token.kind === "sign" && signs.test(token.text));
}

/** True when a find carries nothing but filler. */
export const isFiller = (find: Find | undefined): boolean =>
  find !== undefined &&
  find.readings.length > 0 &&
  find.readings.every((reading) => reading.kind === "word" && reading.word.is === "filler");

type Step = 1 | -1;

/** The next find in a direction that is not filler (nor one of the `pass` words); -1 when there is none. */
export function beside(scan: Scan, at: number, step: Step, ...pass: Word["is"][]): number {
  for (let i = at + step; i >= 0 && i < scan.finds.length; i += step) {
    const find = scan.finds[i];
    if (isFiller(find)) continue;
    if (pass.length > 0 && wordOf(find, ...pass)) continue;
    return i;
  }
  return -1;
}

/** The first find at or after a place that a test holds for; -1 when there is none. */
export function findFrom(scan: Scan, from: number, test: (find: Find, at: number) => boolean): number {
  for (let i = Math.max(0, from); i < scan.finds.length; i += 1) {
    const find = scan.finds[i];
    if (find && test(find, i)) return i;
  }
  return -1;
}

/** All places of finds that a test holds for. */
export const placesOf = (scan: Scan, test: (find: Find, at: number) => boolean): number[] =>
  scan.finds.flatMap((find, at) => (test(find, at) ? [at] : []));

/** Finds that carry one of these grammar words and are still free. */
export const freeWords = (scan: Scan, ...kinds: Word["is"][]): number[] =>
  placesOf(scan, (find, at) => isFree(scan, at) && wordOf(find, ...kinds) !== undefined);

/** An area as the question refers to it. */
export const areaRef = (area: Area): { id: string; name: string } => ({ id: area.id, name: area.name });
