import economy from "./data/thesaurus-economy.json" with { type: "json" };
import everyday from "./data/thesaurus-everyday.json" with { type: "json" };
import hazards from "./data/thesaurus-hazards.json" with { type: "json" };
import health from "./data/thesaurus-health.json" with { type: "json" };
import humanitarian from "./data/thesaurus-humanitarian.json" with { type: "json" };
import infrastructure from "./data/thesaurus-infrastructure.json" with { type: "json" };
import institutions from "./data/thesaurus-institutions.json" with { type: "json" };
import languages from "./data/thesaurus-languages.json" with { type: "json" };
import qualifiers from "./data/thesaurus-qualifiers.json" with { type: "json" };
import relief from "./data/thesaurus-relief.json" with { type: "json" };
import security from "./data/thesaurus-security.json" with { type: "json" };
import type { SearchMethod } from "./method.ts";
import { stem, tokens, words } from "./tokens.ts";

/** How another wording of an expression stands to it; where two lines differ, the earlier kind holds. */
const KINDS = ["own", "related", "same"] as const;
type Kind = (typeof KINDS)[number];

/** Another wording of an expression: the stems that all have to be there, and how it stands to the expression. */
export type Alternative = { readonly stems: readonly string[]; readonly kind: Kind };

/** An expression: its other wordings, and whether it names a topic or only qualifies one ("running out"). */
export type Expression = { readonly alternatives: readonly Alternative[]; readonly qualifies: boolean };

/** Expressions of everyday and professional language and what else they are called. */
export type Thesaurus = {
  /** Alternatives by the expression's stems, joined by a space, empty words included ("run out"). */
  readonly expressions: ReadonlyMap<string, Expression>;
  /** Most words of an expression. */
  readonly longest: number;
};

/** Words that come and go inside an expression: "leave their homes", "leave home". */
const COME_AND_GO = new Set(
  "the a an my our your his her its their this that these those all of any".split(" "),
);

/** Whether a word may stand inside an expression without changing it. */
export const comesAndGoes = (word: string): boolean => COME_AND_GO.has(word);

const keyOf = (expression: string): string =>
  words(expression)
    .filter((word) => !comesAndGoes(word))
    .map(stem)
    .join(" ");

/** An expression's wordings, with how surely each means it. */
export const wordingsOf = (
  { alternatives }: Expression,
  method: SearchMethod,
): { readonly stems: readonly string[]; readonly weight: number }[] =>
  alternatives.map(({ stems, kind }) => ({ stems, weight: kind === "own" ? 1 : method[kind] }));

type Line = { readonly same: readonly string[]; readonly related: readonly string[] };

function parseLine(line: string): Line {
  const [left = "", right = ""] = line.split(">");
  const part = (text: string, separator: string) =>
    text
      .split(separator)
      .map((expression) => expression.trim())
      .filter((expression) => expression !== "");
  return { same: part(left, "="), related: part(right, ",") };
}

/** Reads thesaurus lines: `a = b > c, d`: a and b mean the same, both are related to c and d. */
export function readThesaurus(topics: readonly string[], qualifiersLines: readonly string[] = []): Thesaurus {
  const expressions = new Map<string, Map<string, Alternative>>();
  const topical = new Set<string>();
  let longest = 1;
  const add = (expression: string, other: string, kind: Kind): void => {
    const key = keyOf(expression);
    longest = Math.max(longest, key.split(" ").length);
    const known = expressions.get(key) ?? new Map<string, Alternative>();
    expressions.set(key, known);
    const stems = [...new Set(tokens(other))];
    const otherKey = stems.join(" ");
    const before = known.get(otherKey);
    const keeps = before !== undefined && KINDS.indexOf(before.kind) <= KINDS.indexOf(kind);
    if (stems.length > 0 && !keeps) known.set(otherKey, { stems, kind });
  };
  for (const [position, line] of [...topics, ...qualifiersLines].entries()) {
    const { same, related } = parseLine(line);
    if (position < topics.length) for (const expression of same) topical.add(keyOf(expression));
    for (const expression of same) {
      add(expression, expression, "own");
      for (const other of related) add(expression, other, "related");
      for (const other of same) add(expression, other, "same");
    }
  }
  return {
    expressions: new Map(
      [...expressions].map(([key, found]) => [
        key,
        { alternatives: [...found.values()], qualifies: !topical.has(key) },
      ]),
    ),
    longest,
  };
}

/** An expression that stands in several files has the wordings of all of them. */
const TOPICS = [
  hazards,
  relief,
  humanitarian,
  health,
  infrastructure,
  economy,
  security,
  institutions,
  everyday,
  languages,
];

let builtIn: Thesaurus | undefined;

/** The thesaurus that comes with Askline; read once, on first use. */
export function crisisThesaurus(): Thesaurus {
  builtIn ??= readThesaurus(
    TOPICS.flatMap((file) => file.lines),
    qualifiers.lines,
  );
  return builtIn;
}
