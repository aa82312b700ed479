/** What makes a description good. */
export type QualityCode =
  | "described"
  | "publisher"
  | "contact"
  | "steward"
  | "licence"
  | "modified"
  | "rhythm"
  | "period"
  | "places"
  | "columns"
  | "measures"
  | "held";

/** The sentence for each criterion, met and not met. */
export const QUALITY_TEXT: Readonly<Record<QualityCode, { readonly met: string; readonly notMet: string }>> =
  {
    described: { met: "It says what it is about.", notMet: "It does not say what it is about." },
    publisher: { met: "Its publisher is named.", notMet: "Its publisher is not named." },
    contact: { met: "It says where to ask.", notMet: "It does not say where to ask." },
    steward: { met: "Someone is responsible for it.", notMet: "Nobody is named as responsible for it." },
    licence: { met: "Its licence is a known one.", notMet: "Its licence is missing or not a known one." },
    modified: {
      met: "It says when it was last changed.",
      notMet: "It does not say when it was last changed.",
    },
    rhythm: { met: "It says how often it is renewed.", notMet: "It does not say how often it is renewed." },
    period: { met: "The period it covers is known.", notMet: "The period it covers is not known." },
    places: { met: "The places it covers are known.", notMet: "The places it covers are not known." },
    columns: { met: "Most of its columns are explained.", notMet: "Most of its columns are not explained." },
    measures: { met: "What it measures is known.", notMet: "What it measures is not known." },
    held: { met: "Its data are here.", notMet: "Its data are not here." },
  };
