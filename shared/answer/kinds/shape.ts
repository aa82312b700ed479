import type { Answer, AnswerTable, Caveat, Chart } from "../answer.ts";

/** What a kind of question makes of its figures. */
export type Shape = {
  readonly table: AnswerTable;
  readonly sentence: string;
  readonly chart: Chart;
  /** The answer's one number, where it is one. */
  readonly value: number | null;
  /** The number a decision's rule is held against. */
  readonly decisive: number | null;
  readonly interval?: Answer["interval"];
  /** The interval of the deciding number, where that is not the answer's one number. */
  readonly decisiveWithin?: Answer["interval"];
  /** The unit, where it is another than that of the figures. */
  readonly unit?: string;
  /** What this kind's method asks to be said. */
  readonly caveats: readonly Caveat[];
};
