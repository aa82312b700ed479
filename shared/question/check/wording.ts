import { measureLabel } from "../../vocabulary/words.ts";
import type { Finding } from "../finding.ts";
import type { Question, QuestionPatch } from "../question.ts";
import { questionSentence, sentenceText } from "../sentence.ts";
import type { FindingWords } from "./finding-texts.ts";
import { type CheckContext, languageOf, warns, wordsOf } from "./findings.ts";

type Pathology = {
  readonly code: Finding["code"];
  readonly words: RegExp;
  readonly text: (words: FindingWords, found: string) => string;
};

/**
 * Turns of phrase that make a question hard to answer with data: vague, leading, solution first, causal (pathologies of
 * data questions after S. Verhulst, The GovLab; design/standards.md, "Question taxonomy"). English and French.
 */
const PATHOLOGIES: readonly Pathology[] = [
  {
    code: "solution-first",
    words:
      /\b(?:prove|proves|show|demonstrate|confirm|justify|back up|prouve[rz]?|montre[rz]?|démontre[rz]?|confirme[rz]?|justifie[rz]?)\s+(?:that|how well|how much better|why|que|pourquoi|combien)\b/iu,
    text: (words, found) => words.solutionFirst(found),
  },
  {
    code: "leading",
    words:
      /(?<!\p{L})(?:fail(?:ed|ure|ing)?|disastrous(?:ly)?|scandal(?:ous)?|shameful|fault|to blame|blame for|incompeten\w+|obviously|clearly|of course|ridiculous(?:ly)?|finally admit\w*|botched|mishandled|wasted|échoué|échec|scandale(?:ux)?|honteu(?:x|se)|désastreu(?:x|se)|incompéten\w+|évidemment|bien sûr|gâché)(?!\p{L})/iu,
    text: (words, found) => words.leading(found),
  },
];

const CAUSAL =
  /(?<!\p{L})(?:because of|led to|thanks to|as a result of|effects? of|impacts? of|grâce à|à cause de|en raison de|effets? d[eu]|a conduit à)(?!\p{L})/iu;
/** "Deaths due to cholera", "outages caused by weather": how a count is kept, as long as the cause was read into the question. */
const ATTRIBUTED = /\b(?:caused? by|due to|causée?s? par|dus? à|dues? à)/iu;
const VAGUE =
  /(?<!\p{L})(?:how bad|how good|how well|the situation(?! reports?)|what is going on|what's going on|things|stuff|doing|coping|comment va|la situation|où en est)(?!\p{L})/iu;
const SECOND_QUESTION =
  /(?:\?[^?]*\p{L}[^?]*\?)|(?:,?\s(?:and|or|but|et|ou|mais)\s+(?:how many|how much|how large|how far|which|what|where|why|who|should|will|combien|quel(?:le)?s?|où|pourquoi|qui)(?!\p{L}))/iu;

/** The question as it was read, in the words of its own sentence; nothing to offer while its measure is not known. */
function inOwnWords(question: Question, context: CheckContext): QuestionPatch | null {
  if (question.measure === undefined) return null;
  return { text: sentenceText(questionSentence(question, context.vocabulary, languageOf(context))) };
}

/** What the typed words show of a question's weaknesses, with a better way to put it. All of it is advice. */
export function wordingFindings(question: Question, context: CheckContext): Finding[] {
  const { text } = question;
  const words = wordsOf(context);
  const own = inOwnWords(question, context);
  const reworded = (label: string): Finding["fixes"] => (own ? [{ label, patch: own }] : []);
  const findings = PATHOLOGIES.flatMap(({ code, words: pattern, text: say }) => {
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return [];
    const trend = code === "solution-first" ? overTime(question, words, own) : [];
    return [warns(code, say(words, found), [...trend, ...reworded(words.fix.neutral)])];
  });
  const attributed =
    question.measure?.subject !== undefined || question.where.some(({ dimension }) => dimension === "cause");
  const causal = CAUSAL.exec(text)?.[0] ?? (attributed ? undefined : ATTRIBUTED.exec(text)?.[0]);
  if (causal !== undefined && question.kind !== "impact" && question.kind !== "relationship")
    findings.push(warns("causal-without-intervention", words.causal(causal), overTime(question, words, own)));
  const vague = VAGUE.exec(text)?.[0];
  if (vague !== undefined)
    findings.push(
      warns(
        "vague",
        words.vague(vague),
        own ? reworded(words.fix.neutral) : clearer(question, context, words),
      ),
    );
  if (SECOND_QUESTION.test(text))
    findings.push(warns("two-questions", words.twoQuestions, reworded(words.fix.firstOnly)));
  return findings;
}

/** How it changed over time, which figures can show, in place of a cause or a proof. */
const overTime = (question: Question, words: FindingWords, own: QuestionPatch | null): Finding["fixes"] =>
  question.measure === undefined || question.kind === "trend"
    ? []
    : [
        {
          label: words.fix.asTrend,
          patch: {
            ...own,
            kind: "trend",
            against: undefined,
            time: { ...(question.time ?? { any: true }), grain: question.time?.grain ?? "week" },
          },
        },
      ];

/** A measure held here, and the question in the words it then has. */
const clearer = (question: Question, context: CheckContext, words: FindingWords): Finding["fixes"] =>
  offers(context, words).map(({ label, patch }) => ({
    label,
    patch: { ...patch, ...inOwnWords({ ...question, measure: patch.measure }, context) },
  }));

/** Measures held here, where the question names none. */
export const offers = (
  { offered = [], vocabulary, language }: CheckContext,
  words: FindingWords,
): Finding["fixes"] =>
  offered.slice(0, 3).map((measure) => ({
    label: words.fix.measure(measureLabel(vocabulary, measure, language)),
    patch: { measure },
  }));
