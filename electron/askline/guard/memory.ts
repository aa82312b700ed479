import { type SameAs, toldAsOne } from "../../../shared/disclosure/as-one.ts";
import { readTold, type Told, toldText } from "../../../shared/disclosure/claims.ts";
import { type Found, heldAgainst, type Remembered, remembered } from "./hold.ts";

/** What the guard remembers, and what can be asked of it. Keys are given by the one who asks. */
export type GuardMemory = {
  /** Takes in what an answer tells, piece by piece: claims after those of the piece before; `isLast`: it is whole. */
  readonly tell: (key: string, answerId: string, piece: Told, isLast: boolean) => void;
  /** Takes in the text of `toldText`; whether it is one. */
  readonly read: (key: string, answerId: string, text: string) => boolean;
  /** What the newly told would reveal beside others, latest first. One that is not known here holds it back. */
  readonly hold: (asked: HoldAsked) => Promise<Found | null>;
  /** Adds what is newly told to what an answer tells; the text to keep of both, null where that is as it was. */
  readonly keep: (key: string, answerId: string, mine: string) => string | null;
  readonly forget: (key: string) => void;
};

/** Which told is to be held against which; `same`: datasets that hold the same people; `stop`: 1 to end early. */
export type HoldAsked = {
  readonly mine: string;
  readonly before: readonly string[];
  readonly same: readonly SameAs[];
  readonly stop: Int32Array;
};

/** An empty memory. */
export function guardMemory(): GuardMemory {
  const told = new Map<string, readonly Remembered[]>();
  const pieces = new Map<string, Told>();
  return {
    tell: (key, answerId, piece, isLast) => {
      const claims = (pieces.get(key)?.claims ?? []).concat(piece.claims);
      const whole = { ...piece, claims };
      pieces.set(key, whole);
      if (!isLast) return;
      pieces.delete(key);
      told.set(key, [...(told.get(key) ?? []), remembered(answerId, whole)]);
    },
    read: (key, answerId, text) => {
      const all = readTold(text);
      if (all === null) return false;
      told.set(
        key,
        all.map((one) => remembered(answerId, one)),
      );
      return true;
    },
    hold: async ({ mine, before, same, stop }) => {
      const [own] = told.get(mine) ?? [];
      if (own === undefined) return { why: { kind: "unknown" }, with: [] };
      const others = new Map<string, Remembered>();
      for (const key of before) {
        const all = told.get(key);
        if (all === undefined) return { why: { kind: "unknown" }, with: [key] };
        for (const one of all.map((each) => same.reduce(asOne, each)))
          if (!others.has(one.mark)) others.set(one.mark, one);
      }
      return heldAgainst(own, [...others.values()], () => Atomics.load(stop, 0) === 1);
    },
    keep: (key, answerId, mine) => {
      const known = told.get(key) ?? [];
      const added = (told.get(mine) ?? []).filter(({ mark }) => !known.some((one) => one.mark === mark));
      if (added.length === 0) return null;
      const all = [...known, ...added.map((one) => ({ ...one, answerId }))];
      told.set(key, all);
      return toldText(all.map((one) => one.told));
    },
    forget: (key) => {
      told.delete(key);
      pieces.delete(key);
    },
  };
}

function asOne(told: Remembered, same: SameAs): Remembered {
  const isIts = [...told.told.claims, ...told.told.middles].some(
    ({ source }) => source.split("|")[0] === same.other.id,
  );
  return isIts ? remembered(told.answerId, toldAsOne(told.told, same)) : told;
}
