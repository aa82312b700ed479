import type { Answer } from "../../shared/answer/answer.ts";

/** Whether an answer is a rough one, from a sample of the rows. */
export const isRough = ({ caveats }: Pick<Answer, "caveats">): boolean =>
  caveats.some(({ code }) => code === "sampled");
