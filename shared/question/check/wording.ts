import type { Finding } from "../finding.ts";
import type { Question } from "../question.ts";
import { findingTexts } from "./finding-texts.ts";

type Pathology = {
  readonly code: Finding["code"];
  readonly words: RegExp;
  readonly text: (word: string) => string;
};

/**
 * Turns of phrase that make a question hard to answer with data: vague, leading, solution first, causal (pathologies of
 * data questions after S. Verhulst, The GovLab; design/standards.md, "Question taxonomy").
 */
const PATHOLOGIES: readonly Pathology[] = [
  {
    code: "solution-first",
    words: /\b(prove|proves|show|demonstrate|confirm|justify)\s+(that|how well|why)\b/i,
    text: findingTexts.solutionFirst,
  },
  {
    code: "leading",
    words:
      /\b(fail(?:ed|ure|ing)?|disastrous(?:ly)?|scandal(?:ous)?|shameful|fault|to blame|blame for|incompeten\w+|obviously|clearly|of course|ridiculous(?:ly)?|finally admit\w*)\b/i,
    text: findingTexts.leading,
  },
];

const CAUSAL = /\b(because of|led to|thanks to|as a result of|effects? of|impacts? of)\b/i;
/** "Deaths due to cholera", "outages caused by weather": how a count is kept, as long as the cause was read into the question. */
const ATTRIBUTED = /\b(caused? by|due to)\b/i;
const VAGUE =
  /\b(how bad|how good|how well|the situation|what is going on|what's going on|things|stuff|doing|coping)\b/i;
const SECOND_QUESTION =
  /(\?[^?]*\w[^?]*\?)|(,?\s(and|or|but)\s+(how many|how much|how large|how far|which|what|where|when|why|who|should|will)\b)/i;

/** What the typed words show of a question's weaknesses. All of it is advice: the text is kept as it is. */
export function wordingFindings(question: Question): Finding[] {
  const { text } = question;
  const advice = (code: Finding["code"], words: string): Finding => ({
    code,
    severity: "warns",
    text: words,
    fixes: [],
  });
  const findings = PATHOLOGIES.flatMap(({ code, words, text: say }) => {
    const found = words.exec(text)?.[0];
    return found === undefined ? [] : [advice(code, say(found))];
  });
  const attributed =
    question.measure?.subject !== undefined || question.where.some(({ dimension }) => dimension === "cause");
  const causal = CAUSAL.exec(text)?.[0] ?? (attributed ? undefined : ATTRIBUTED.exec(text)?.[0]);
  if (causal !== undefined && question.kind !== "impact" && question.kind !== "relationship")
    findings.push(advice("causal-without-intervention", findingTexts.causal(causal)));
  const vague = VAGUE.exec(text)?.[0];
  if (vague !== undefined && question.measure === undefined)
    findings.push(advice("vague", findingTexts.vague(vague)));
  if (SECOND_QUESTION.test(text)) findings.push(advice("two-questions", findingTexts.twoQuestions));
  return findings;
}
