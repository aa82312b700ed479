/** Why something was proposed: one plain sentence, tied to a field of the entry and, where it is about one, to a column or measure. */
export type Evidence = {
  readonly field: string;
  readonly column?: string;
  readonly measure?: string;
  readonly text: string;
  /** `said`: the description says so. `seen`: the data show it. `guessed`: a rule's default; a person should look. */
  readonly basis: "said" | "seen" | "guessed";
};

/** Takes note of evidence while a proposal is made. */
export type Note = (evidence: Evidence) => void;
