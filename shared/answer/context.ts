import type { Dataset, Measure } from "../catalogue/dataset.ts";
import type { MatchReport } from "../match/report.ts";
import type { Plan, PlanWindow } from "../plan/plan.ts";
import type { Question } from "../question/question.ts";
import type { IsoDate } from "../time/grain.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { AnswerTable } from "./answer.ts";
import type { Figures } from "./figures.ts";
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
  /** Disclosure control for plans that ask for it (step `suppress`); without it small counts alone are hidden. */
  readonly protect?: Protect;
};

/**
 * Hides cells of a table of counts of people: hidden cells are null and listed in `suppressed`. The answer's sentence and
 * chart are made again from what is left.
 */
export type Protect = (
  table: AnswerTable,
  about: { readonly below: number; readonly plan: Plan; readonly measure: Measure },
) => { readonly table: AnswerTable; readonly hidden: number; readonly text: string };

/** What all parts of an answer are made from. */
export type Context = ComposeAsk & {
  readonly figures: Figures;
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
