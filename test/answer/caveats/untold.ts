import type { Answer, Caveat } from "../../../shared/answer/answer.ts";
import { briefWords } from "../../../shared/answer/wording/hedge-words.ts";

/** What a sentence says for a caveat other than its own or its brief words. */
const OTHERWISE: Partial<Record<Caveat["code"], RegExp>> = {
  "missing-periods": /\bat least\b/i,
  "missing-places": /Only [\d,]+ of [\d,]+ places had reported/,
  "association-only":
    /does not say that one brings about the other|not proof that one brought about the other/,
  sampled: /./,
};

/** The serious caveats of an answer that its sentence does not tell of: there must be none. */
export const untold = ({ sentence, caveats }: Pick<Answer, "sentence" | "caveats">): string[] =>
  caveats
    .filter(({ severity }) => severity === "serious")
    .filter(
      ({ code, text }) =>
        !sentence.includes(text) && !sentence.includes(briefWords(code)) && !OTHERWISE[code]?.test(sentence),
    )
    .map(({ code, text }) => `${code}: ${text}`);
