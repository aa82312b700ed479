import type { Dataset, PlaceValue } from "../catalogue/dataset.ts";
import { areaById } from "../places/gazetteer.ts";
import { branchesOf } from "../plan/compile/branch.ts";
import type { Plan } from "../plan/plan.ts";

/** A name of one joined table and names of the other that may mean the same place; nothing is joined by it unless somebody says so. */
export type PlaceCandidate = {
  readonly dataset: string;
  readonly title: string;
  readonly column: string;
  readonly value: string;
  readonly area: string | null;
  /** Likeliest first, at most three. */
  readonly like: readonly {
    readonly dataset: string;
    readonly column: string;
    readonly value: string;
    readonly area: string | null;
  }[];
};

/** Names less alike than this are not offered: half of their pairs of neighbouring letters (Dice's coefficient). */
const LEAST_ALIKE = 0.5;

type Named = PlaceValue & { readonly dataset: string; readonly title: string; readonly column: string };

/**
 * Where two tables that an answer joined name places that the other does not have: the names of the other's own unmatched
 * places that look alike. Places are joined by code and by curated spellings only; this is what a person may add to them.
 */
export function placeCandidates(plan: Plan, datasets: readonly Dataset[]): PlaceCandidate[] {
  const [first, ...others] = branchesOf(plan);
  const left = datasets.find(({ id }) => id === first?.scan.dataset);
  const right = datasets.find(({ id }) => id !== left?.id && others.some(({ scan }) => scan.dataset === id));
  if (!left || !right) return [];
  const levels = new Set(
    left.columns.flatMap(({ role, level }) => (role === "place" && level ? [level] : [])),
  );
  return [...levels].flatMap((level) => {
    const [ours, theirs] = [namesOf(left, level), namesOf(right, level)];
    const unmatched = ours.filter((one) => !isAmong(one, theirs));
    const open = theirs.filter((one) => !isAmong(one, ours));
    return unmatched.flatMap((one): PlaceCandidate[] => {
      const like = open
        .map((other) => ({ other, alike: alike(nameOf(one), nameOf(other)) }))
        .filter(({ other, alike: how }) => how >= LEAST_ALIKE && (one.area !== null || other.area !== null))
        .sort((a, b) => b.alike - a.alike || (a.other.value < b.other.value ? -1 : 1))
        .slice(0, 3)
        .map(({ other: { dataset, column, value, area } }) => ({ dataset, column, value, area }));
      const { dataset, title, column, value, area } = one;
      return like.length > 0 ? [{ dataset, title, column, value, area, like }] : [];
    });
  });
}

const namesOf = (dataset: Dataset, level: string): Named[] =>
  dataset.columns
    .filter(({ role, level: own }) => role === "place" && own === level)
    .flatMap(({ name }) =>
      (dataset.placeValues[name] ?? [])
        .filter(({ aggregate }) => aggregate !== true)
        .map((value) => ({ ...value, dataset: dataset.id, title: dataset.title, column: name })),
    );

const isAmong = (one: Named, all: readonly Named[]): boolean =>
  all.some((other) =>
    one.area !== null || other.area !== null
      ? one.area === other.area
      : folded(one.value) === folded(other.value),
  );

const nameOf = ({ value, area }: Named): string => (area === null ? value : (areaById(area)?.name ?? value));

const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** How alike two names are, 0 to 1: twice their common pairs of letters over all pairs (Dice, Ecology 26, 1945). */
export function alike(a: string, b: string): number {
  const [left, right] = [pairsOf(folded(a)), pairsOf(folded(b))];
  if (left.length === 0 || right.length === 0) return 0;
  const open = [...right];
  let common = 0;
  for (const pair of left) {
    const at = open.indexOf(pair);
    if (at < 0) continue;
    open.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

/** “The one is the other”, said of the table whose name is not a known area yet. */
export function sameOf(
  one: PlaceCandidate,
  other: PlaceCandidate["like"][number],
): { dataset: string; column: string; value: string; area: string } {
  return other.area !== null
    ? { dataset: one.dataset, column: one.column, value: one.value, area: other.area }
    : { dataset: other.dataset, column: other.column, value: other.value, area: one.area ?? "" };
}
