import { z } from "zod";
import type { Answer } from "../answer/answer.ts";
import { canonicalJson } from "../canonical.ts";
import type { Dataset } from "../catalogue/dataset.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The ending of a sealed answer's file. */
export const SEALED_ENDING = "askline";

/** The part that lists all others. */
export const MANIFEST = "manifest.json";

/** The answer's own table as an Arrow file. */
export const RESULT = "result.arrow";

/** Where a data file lies inside: named by its hash, whatever it was called before. */
export const dataPart = (sha256: string): string => `data/${sha256}.arrow`;

/** What a sealed file is made of: each part with its size in bytes and its SHA-256, and which data travel along. */
export const sealedManifestSchema = z.object({
  schema: z.literal("askline/sealed/1"),
  answer: z.string().min(1),
  fingerprint: hash,
  sealedAt: z.string(),
  writtenAt: z.string(),
  writtenBy: z.string(),
  /** The person whose laptop signed the file; the key and the signature are in its seal. */
  signer: z.string().optional(),
  parts: z
    .array(
      z.object({
        path: z.string(),
        sha256: hash,
        bytes: z.number().int().nonnegative(),
        what: z.string(),
      }),
    )
    .max(200),
  data: z.array(
    z.object({
      dataset: z.string(),
      title: z.string(),
      sha256: hash,
      included: z.boolean(),
      /** Why it is or is not inside, in plain words. */
      why: z.string(),
    }),
  ),
});
export type SealedManifest = z.infer<typeof sealedManifestSchema>;

/** A part of a sealed file that is text. */
export type TextPart = { readonly path: string; readonly what: string; readonly text: string };

/** The texts of a sealed answer: the whole of it for machines, and its pieces each by itself for people and other tools. */
export function sealedTexts(answer: Answer, datasets: readonly Dataset[]): TextPart[] {
  const { name, version, converter } = answer.engine;
  const json = (path: string, what: string, value: unknown): TextPart => ({
    path,
    what,
    text: `${JSON.stringify(value, null, 1)}\n`,
  });
  return [
    json("answer.json", "the whole answer", answer),
    json("datasets.json", "the catalogue entries it rests on, as they were", datasets),
    json("question.json", "the question as it was sealed", answer.question),
    json("match.json", "which data could answer, and why the others could not", answer.match),
    json("plan.json", "what was done, step by step", answer.plan),
    { path: "query.sql", what: "the same as SQL", text: sqlText(answer) },
    json("engine.json", "engine and settings", { name, version, converter, queries: answer.queries }),
    json("chart.json", "the chart", answer.chart),
    json("caveats.json", "what the number does not say", answer.caveats),
    { path: "sentence.txt", what: "the answer in one sentence", text: `${answer.sentence}\n` },
  ];
}

/** Names a sealed file may hold besides the manifest and data files. */
export const FIXED_PARTS: readonly string[] = [
  "answer.json",
  "datasets.json",
  "question.json",
  "match.json",
  "plan.json",
  "query.sql",
  "engine.json",
  "chart.json",
  "caveats.json",
  "sentence.txt",
  RESULT,
];

/** Whether a part of this name belongs into a sealed file. Everything else is refused, so no name is ever a path. */
export const isPartName = (name: string): boolean =>
  name === MANIFEST || FIXED_PARTS.includes(name) || /^data\/[0-9a-f]{64}\.arrow$/.test(name);

/** The first piece that says something else than the whole answer does; null when all agree. */
export function disagreeingPart(
  answer: Answer,
  datasets: readonly Dataset[],
  texts: ReadonlyMap<string, string>,
): string | null {
  const wrong = sealedTexts(answer, datasets).find(({ path, text }) => {
    const found = texts.get(path);
    if (found === undefined) return true;
    return path.endsWith(".json") ? !sameJson(found, text) : found !== text;
  });
  return wrong?.path ?? null;
}

function sameJson(a: string, b: string): boolean {
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return false;
  }
}

function sqlText(answer: Answer): string {
  const blocks = answer.queries.map(
    ({ name, sql, params }) => `-- ${name}\n-- parameters: ${JSON.stringify(params)}\n${sql.trim()};\n`,
  );
  return blocks.join("\n");
}
