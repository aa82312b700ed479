import type { GuardMemory } from "./memory.ts";

type Calls = {
  readonly [Name in keyof GuardMemory]: { readonly name: Name; readonly with: Parameters<GuardMemory[Name]> };
};

/** A call of one function of the guard's memory, by number. */
export type GuardCall = { readonly number: number; readonly ask: Calls[keyof GuardMemory] };

/** What it came to, or how it failed. */
export type GuardReply = {
  readonly number: number;
  readonly value?: unknown;
  readonly failed?: string | undefined;
};
