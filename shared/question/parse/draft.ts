import type { Level } from "../../places/area.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import type { Against, AreaRef, Condition, Kind, Statistic, Threshold } from "../question.ts";

/** A span of the question's time with how it was said. */
export type DraftTime = {
  from?: IsoDate;
  to?: IsoDate;
  any?: true;
  /** Said as "by …" or "at the end of …": up to that day for counts, on that day for levels. */
  upTo?: boolean;
  /** No time was named in the text. */
  assumed?: boolean;
};

/** The question as it grows while the text is read. Readers fill it in turn; `assemble` makes the question of it. */
export type Draft = {
  kind?: Kind;
  concept?: string;
  second?: string;
  subject?: string;
  statistic?: Statistic;
  /** The values of the statistic are one per place, or one per event, not one per period. */
  across?: "places" | "records";
  per?: { concept: string; scale: number };
  areas: AreaRef[];
  by?: Level;
  /** No place was named in the text. */
  placeAssumed?: boolean;
  time?: DraftTime;
  grain?: Grain;
  breakdowns: string[];
  where: Condition[];
  against?: Against;
  asPublished?: IsoDate;
  rank?: { top: number; from: "highest" | "lowest" };
  horizon?: number;
  intervention?: { what: string; on: IsoDate };
  /** What happened, as the text names it, where it asks for an effect; its day may not be said. */
  intervened?: string;
  threshold?: Threshold;
  dataset?: string;
  /** The count asked for is one of periods or places, and of which. */
  counts?: ({ of: "periods"; grain: Grain } | { of: "places"; level: Level }) & { share: boolean };
  /** "new", "newly": the increase is meant, not the level. */
  fresh?: boolean;
  /** "by week", "each month": one figure for each period. */
  series?: boolean;
};

/** An empty draft. */
export const newDraft = (): Draft => ({ areas: [], breakdowns: [], where: [] });
