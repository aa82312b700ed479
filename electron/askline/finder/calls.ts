import type { Finder } from "./finder.ts";

type Called = "take" | "search" | "find" | "page" | "reading";
type Calls = { readonly [Name in Called]: { readonly name: Name; readonly with: Parameters<Finder[Name]> } };

/** A call of one function of the finder. */
export type FinderCall = Calls[Called];
