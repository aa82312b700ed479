import economy from "./data/thesaurus-economy.json" with { type: "json" };
import hazards from "./data/thesaurus-hazards.json" with { type: "json" };
import health from "./data/thesaurus-health.json" with { type: "json" };
import infrastructure from "./data/thesaurus-infrastructure.json" with { type: "json" };
import institutions from "./data/thesaurus-institutions.json" with { type: "json" };
import qualifiers from "./data/thesaurus-qualifiers.json" with { type: "json" };
import relief from "./data/thesaurus-relief.json" with { type: "json" };
import security from "./data/thesaurus-security.json" with { type: "json" };
import { stem, tokens, words } from "./tokens.ts";

/** How surely another wording means the same, and how surely a related one is meant. */
const SAME = 0.7;
const RELATED = 0.9;

/** Other wordings of an expression: the stems that all have to be there, and how surely they mean it. */
export type Alternative = { readonly stems: readonly string[]; readonly weight: number };

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
  const add = (expression: string, other: string, weight: number): void => {
    const key = keyOf(expression);
    longest = Math.max(longest, key.split(" ").length);
    const known = expressions.get(key) ?? new Map<string, Alternative>();
    expressions.set(key, known);
    const stems = [...new Set(tokens(other))];
    const otherKey = stems.join(" ");
    if (stems.length === 0 || (known.get(otherKey)?.weight ?? 0) >= weight) return;
    known.set(otherKey, { stems, weight });
  };
  for (const [position, line] of [...topics, ...qualifiersLines].entries()) {
    const { same, related } = parseLine(line);
    if (position < topics.length) for (const expression of same) topical.add(keyOf(expression));
    for (const expression of same) {
      add(expression, expression, 1);
      for (const other of same) add(expression, other, expression === other ? 1 : SAME);
      for (const other of related) add(expression, other, RELATED);
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

let builtIn: Thesaurus | undefined;

/** The thesaurus that comes with Askline; read once, on first use. */
export function crisisThesaurus(): Thesaurus {
  builtIn ??= readThesaurus(
    [hazards, relief, health, infrastructure, economy, security, institutions].flatMap((file) => file.lines),
    qualifiers.lines,
  );
  return builtIn;
}
