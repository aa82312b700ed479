import type { AreaId, Level } from "../../places/area.ts";
import type { Vocabulary } from "../../vocabulary/concept.ts";

/** What the gazetteer says of a value of a place column. */
export type FoundArea = { readonly id: AreaId; readonly level: Level };

/** What the rules may ask of the gazetteer. */
export type PlaceKnowledge = {
  /** The known area a value names, by code or name, inside `within` where given; null when none is known. */
  readonly find: (
    value: string,
    hint: { readonly system?: string; readonly level?: Level; readonly within?: AreaId },
  ) => FoundArea | null;
  /** True for names of totals and groups that stand beside their parts: World, High income, National, Totals. */
  readonly isAggregate: (value: string) => boolean;
  /** Whether a value names the whole of the places beside it ("Total"), whichever that is. */
  readonly isWhole: (value: string) => boolean;
};

/** The words and places that rules rest on. */
export type Knowledge = { readonly vocabulary: Vocabulary; readonly places: PlaceKnowledge };
