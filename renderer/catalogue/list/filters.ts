import type { DatasetSummary } from "../../../shared/api.ts";

/** A question each dataset answers with one word. */
export const FACETS = ["crisis", "freshness", "access", "held"] as const;
export type Facet = (typeof FACETS)[number];

/** Chosen words by facet; nothing chosen lets everything through. */
export type Chosen = Readonly<Record<Facet, readonly string[]>>;
export const NOTHING_CHOSEN: Chosen = { crisis: [], freshness: [], access: [], held: [] };

/** The dataset's word for a facet; the empty word stands for none. */
export function wordOf(dataset: DatasetSummary, facet: Facet): string {
  if (facet === "held") return dataset.held ? "yes" : "no";
  return dataset[facet] ?? "";
}

/** Datasets that hold every typed word in title, publisher, measures or places, and one of the chosen words of each facet. */
export function fitting(
  datasets: readonly DatasetSummary[],
  search: string,
  chosen: Chosen,
): readonly DatasetSummary[] {
  const words = search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return datasets.filter((dataset) => {
    const isChosen = FACETS.every(
      (facet) => chosen[facet].length === 0 || chosen[facet].includes(wordOf(dataset, facet)),
    );
    if (!isChosen) return false;
    const text = [
      dataset.title,
      dataset.publisher,
      dataset.places,
      dataset.crisis ?? "",
      ...dataset.concepts.map(({ label }) => label),
    ]
      .join(" ")
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The words that occur for a facet with the number of datasets each would leave, most first. */
export function counted(
  datasets: readonly DatasetSummary[],
  search: string,
  chosen: Chosen,
  facet: Facet,
): readonly { readonly word: string; readonly count: number }[] {
  const counts = new Map(datasets.map((dataset) => [wordOf(dataset, facet), 0]));
  for (const dataset of fitting(datasets, search, { ...chosen, [facet]: [] })) {
    const word = wordOf(dataset, facet);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}
