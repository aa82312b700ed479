import type { Finder } from "./finder.ts";

type Ask<N extends "take" | "search" | "find" | "page" | "reading"> = {
  readonly name: N;
  readonly with: Parameters<Finder[N]>;
};

/** What goes to the finder's thread. Both ends are ours and of one build: nothing here comes from outside. */
export type FinderCall = {
  readonly number: number;
  readonly ask: Ask<"take"> | Ask<"search"> | Ask<"find"> | Ask<"page"> | Ask<"reading">;
};

/** What comes back: a value, or why there is none. */
export type FinderReply = { readonly number: number; readonly value?: unknown; readonly failed?: string };
