import { useState } from "react";
import { z } from "zod";
import type { AnswerSummary } from "../../shared/api.ts";
import { KINDS } from "../../shared/question/question.ts";

/** What an answer can be besides its state: worth a chip of its own. */
export const TRAITS = ["decided", "changed", "caveats"] as const;
export const STATES = ["answered", "refused", "cancelled", "failed", "draft"] as const;

/** Which answers are listed: words, and chips that are on. Chips of one sort widen, sorts narrow. */
export type AnswerFilter = {
  readonly search: string;
  readonly states: readonly AnswerSummary["state"][];
  readonly kinds: readonly AnswerSummary["kind"][];
  readonly traits: readonly (typeof TRAITS)[number][];
};

/** Whether an answer has a trait. */
export const hasTrait = (answer: AnswerSummary, trait: (typeof TRAITS)[number]): boolean =>
  trait === "decided"
    ? answer.decision !== null
    : trait === "changed"
      ? answer.changed !== null
      : answer.worstCaveat === "serious" || answer.worstCaveat === "notable";

/** The answers that the chips let through. */
export const fitting = (all: readonly AnswerSummary[], { states, kinds, traits }: AnswerFilter) =>
  all.filter(
    (answer) =>
      (states.length === 0 || states.includes(answer.state)) &&
      (kinds.length === 0 || kinds.includes(answer.kind)) &&
      traits.every((trait) => hasTrait(answer, trait)),
  );

/** The filter that an address names; what it says wrongly is passed over. */
export function filterOf(search: string): AnswerFilter {
  const parts = new URLSearchParams(search);
  const listed = <T extends string>(name: string, known: readonly T[]): T[] =>
    known.filter((one) => (parts.get(name) ?? "").split(",").includes(one));
  return {
    search: (parts.get("q") ?? "").slice(0, 500),
    states: listed("state", STATES),
    kinds: listed("kind", KINDS),
    traits: listed("with", TRAITS),
  };
}

/** The search part of the address of a filter; empty for everything. */
export function searchOf({ search, states, kinds, traits }: AnswerFilter): string {
  const parts = new URLSearchParams({
    ...(search === "" ? {} : { q: search }),
    ...(states.length === 0 ? {} : { state: states.join(",") }),
    ...(kinds.length === 0 ? {} : { kind: kinds.join(",") }),
    ...(traits.length === 0 ? {} : { with: traits.join(",") }),
  });
  return parts.size === 0 ? "" : `?${parts}`;
}

/** A view that was kept under a name: the search part of its address. */
const savedSchema = z.array(z.object({ name: z.string().min(1).max(100), search: z.string().max(2000) }));
export type SavedView = z.infer<typeof savedSchema>[number];

const keyOf = (workspace: string): string => `askline.answer-views ${workspace}`;

function read(workspace: string): SavedView[] {
  try {
    return savedSchema.parse(JSON.parse(localStorage.getItem(keyOf(workspace)) ?? "[]"));
  } catch {
    return [];
  }
}

/** The views kept for a workspace on this machine, and ways to keep one more and to forget one. */
export function useSavedViews(workspace: string): {
  readonly views: readonly SavedView[];
  readonly keep: (view: SavedView) => void;
  readonly forget: (name: string) => void;
} {
  const [kept, setKept] = useState<{ workspace: string; views: readonly SavedView[] }>({
    workspace: "",
    views: [],
  });
  const views = kept.workspace === workspace ? kept.views : read(workspace);
  const write = (next: readonly SavedView[]) => {
    setKept({ workspace, views: next });
    try {
      localStorage.setItem(keyOf(workspace), JSON.stringify(next));
    } catch {
      // It lasts as long as the window then.
    }
  };
  return {
    views,
    keep: (view) => write([...views.filter(({ name }) => name !== view.name), view]),
    forget: (name) => write(views.filter((view) => view.name !== name)),
  };
}
