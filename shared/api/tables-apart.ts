import type { AnswerTable } from "../answer/answer.ts";
import type { ChannelName, ChannelOutput } from "../api.ts";

/**
 * The rows of answers' tables cross to the window as Arrow by a port of their own; the rest of what a channel says comes as
 * its reply. This says where in a channel's output such tables stand, so that both sides take them out and put them in alike.
 */
type Change = (table: AnswerTable) => AnswerTable;

const within = <T extends { readonly table: AnswerTable }>(part: T, change: Change): T => ({
  ...part,
  table: change(part.table),
});

const PLACES: {
  readonly [N in ChannelName]?: (output: ChannelOutput<N>, change: Change) => ChannelOutput<N>;
} = {
  "run.ask": (output, change) =>
    output.kind === "answered" ? { ...output, answer: within(output.answer, change) } : output,
  "answers.get": within,
  "answers.replay": (output, change) => ({
    ...output,
    before: within(output.before, change),
    after: output.after === null ? null : within(output.after, change),
  }),
  "sealed.get": (output, change) => ({ ...output, answer: within(output.answer, change) }),
};

/** Whether a channel's output holds tables whose rows come apart. */
export const hasTablesApart = (name: ChannelName): boolean => PLACES[name] !== undefined;

/** A channel's output with each of its tables changed, always in the same order. */
export function withTables<N extends ChannelName>(
  name: N,
  output: ChannelOutput<N>,
  change: Change,
): ChannelOutput<N> {
  const places = PLACES[name];
  return places === undefined ? output : places(output, change);
}
