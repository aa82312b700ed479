import type { SentencePart } from "../../../shared/api.ts";
import { PARTS, type Part } from "../../../shared/question/parts.ts";

/** One part of two questions side by side; null where a question does not have it. */
export type PartRow = {
  readonly part: Part;
  readonly a: string | null;
  readonly b: string | null;
  readonly differs: boolean;
};

/** The parts that at least one of two sentences names, in the order of the contract, with whether they say the same. */
export function partRows(a: readonly SentencePart[], b: readonly SentencePart[]): readonly PartRow[] {
  const left = textByPart(a);
  const right = textByPart(b);
  return PARTS.flatMap((part): PartRow[] => {
    const one = left.get(part) ?? null;
    const other = right.get(part) ?? null;
    return one === null && other === null ? [] : [{ part, a: one, b: other, differs: one !== other }];
  });
}

function textByPart(sentence: readonly SentencePart[]): ReadonlyMap<Part, string> {
  const found = new Map<Part, string>();
  for (const { part, text } of sentence) {
    if (part === null || text === "") continue;
    const before = found.get(part);
    found.set(part, before === undefined ? text : `${before}, ${text}`);
  }
  return found;
}
