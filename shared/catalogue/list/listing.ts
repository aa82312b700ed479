import { z } from "zod";
import type { FreshnessState } from "../freshness.ts";
import type { EntryFacts } from "./entry-facts.ts";

/** A question each entry answers with one word. */
export const FACETS = ["crisis", "publisher", "freshness", "access", "held"] as const;
export const facetSchema = z.enum(FACETS);
export type Facet = z.infer<typeof facetSchema>;

/** What a list can be ordered by. `title`: what is held here comes first. */
export const SORTS = ["title", "from", "to", "freshness", "quality", "rows"] as const;
export const sortSchema = z.enum(SORTS);
export type Sort = z.infer<typeof sortSchema>;

const words = z.array(z.string().max(1000)).max(200);

/** Which entries are wanted, in which order, and which stretch of them. */
export const pageAskedSchema = z.strictObject({
  /** Each typed word has to be in title, publisher, measures, places or crisis. */
  search: z.string().max(500),
  chosen: z.strictObject({ crisis: words, publisher: words, freshness: words, access: words, held: words }),
  sort: sortSchema,
  descending: z.boolean(),
  start: z.number().int().nonnegative(),
  count: z.number().int().min(0).max(500),
});
export type PageAsked = z.infer<typeof pageAskedSchema>;

/** No word chosen: everything is let through. */
export const NOTHING_CHOSEN: PageAsked["chosen"] = {
  crisis: [],
  publisher: [],
  freshness: [],
  access: [],
  held: [],
};

/** An entry in the list, with its freshness on the day. */
export type ListedEntry = Omit<EntryFacts, "modified" | "rhythm"> & { readonly freshness: FreshnessState };

/** Words of a facet with the number of entries each would leave, most first. */
export type FacetCount = { readonly word: string; readonly count: number };

/** A stretch of the list, and what can be said of the whole of it. */
export type ListPage = {
  readonly total: number;
  readonly rows: readonly ListedEntry[];
  readonly facets: Readonly<Record<Facet, readonly FacetCount[]>>;
  /** First and last day that any entry of the whole list is about; null when none says. */
  readonly axis: { readonly from: string; readonly to: string } | null;
};
