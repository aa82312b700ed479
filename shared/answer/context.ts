import type { Dataset, Measure } from "../catalogue/dataset.ts";
import type { MatchReport } from "../match/report.ts";
import type { Rule } from "../plan/people.ts";
import type { Plan, PlanWindow } from "../plan/plan.ts";
import type { Question } from "../question/question.ts";
import type { IsoDate } from "../time/grain.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { Figures } from "./figures.ts";
import type { Hidden } from "./protection.ts";
import type { RawTable } from "./table/read-result.ts";

/** Everything an answer is composed from; no clock, no identity. */
export type ComposeAsk = {
  readonly plan: Plan;
  readonly question: Question;
  readonly datasets: readonly Dataset[];
  /** The engine's tables by query name. */
  readonly tables: Readonly<Record<string, RawTable>>;
  readonly vocabulary: Vocabulary;
  readonly report: MatchReport;
  /** Words of the typed text that were not surely understood. */
  readonly unsure: readonly string[];
  readonly today: IsoDate;
  /** How the designated source differs from the one that answers, where that was measured before. */
  readonly designated?: {
    readonly text: string;
    readonly count: number;
    readonly dates: readonly [IsoDate, IsoDate];
  } | null;
  /** Disclosure control for plans that ask for it (step `suppress`); without it small counts alone are hidden. */
  readonly protect?: Protect;
};

/**
 * Which of a table's counts of people are not to be shown. `keys[i]` says what count i is about; `adds[j]` whether counts
 * add up over key j, so that their sum may be known.
 */
export type PeopleCounts = {
  readonly keys: readonly (readonly string[])[];
  readonly adds: readonly boolean[];
  readonly counts: readonly (number | null)[];
  /** Counts to be hidden for a reason of their own. */
  readonly sensitive: ReadonlySet<number>;
};
export type Protect = (
  counts: PeopleCounts,
  rule: Rule,
) => {
  /** Few people. */
  readonly small: ReadonlySet<number>;
  /** Would give the small ones away. */
  readonly further: ReadonlySet<number>;
};

/** What all parts of an answer are made from. */
export type Context = ComposeAsk & {
  readonly figures: Figures;
  /** What disclosure control took out; null where the plan asks for none. */
  readonly hidden: Hidden | null;
  readonly dataset: Dataset;
  readonly measure: Measure;
  /** The main window, as planned. */
  readonly window: PlanWindow;
  /** What is measured and where, in words; both without the date. */
  readonly subject: string;
  readonly where: string;
  readonly unit: string;
};

/** The window a comparison's other side was taken from. */
export const otherWindow = (context: Context): PlanWindow | undefined =>
  context.figures.main.branch.windows.windows.find(({ id }) => id !== "now");
