import type { GuardMemory } from "./memory.ts";

type Calls = {
  readonly [Name in keyof GuardMemory]: { readonly name: Name; readonly with: Parameters<GuardMemory[Name]> };
};

/** A call of one function of the guard's memory. */
export type GuardCall = Calls[keyof GuardMemory];
