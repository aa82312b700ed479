import { z } from "zod";
import {
  type Concept,
  conceptSchema,
  type Dimension,
  dimensionSchema,
  languageSchema,
  type Subject,
  subjectSchema,
  type Vocabulary,
  type Words,
  wordsSchema,
} from "./concept.ts";
import disasters from "./data/concepts-disasters.json" with { type: "json" };
import food from "./data/concepts-food-and-displacement.json" with { type: "json" };
import health from "./data/concepts-health.json" with { type: "json" };
import policy from "./data/concepts-mobility-and-policy.json" with { type: "json" };
import services from "./data/concepts-services.json" with { type: "json" };
import society from "./data/concepts-society-and-environment.json" with { type: "json" };
import dimensionData from "./data/dimensions.json" with { type: "json" };
import conflict from "./data/subjects-conflict.json" with { type: "json" };
import diseases from "./data/subjects-diseases.json" with { type: "json" };
import events from "./data/subjects-events.json" with { type: "json" };
import hazards from "./data/subjects-hazards.json" with { type: "json" };
import french from "./data/words-fr.json" with { type: "json" };

/** The words of one further language: a file of its own, so that a language is added without touching the concepts. */
const languageFileSchema = z.object({
  language: languageSchema,
  concepts: z.record(z.string(), wordsSchema),
  subjects: z.record(z.string(), wordsSchema),
  dimensions: z.record(
    z.string(),
    z.object({ words: wordsSchema, values: z.record(z.string(), z.array(z.string())).default({}) }),
  ),
});
type LanguageFile = z.infer<typeof languageFileSchema>;

let built: Vocabulary | undefined;

/**
 * The vocabulary that comes with Askline: all data files of `data/`, joined with the words of every further language.
 * Read once, on first use (a few milliseconds); the same object is returned afterwards. Throws only if a data file
 * is broken, which the tests rule out.
 */
export function builtInVocabulary(): Vocabulary {
  built ??= readDataFiles();
  return built;
}

function readDataFiles(): Vocabulary {
  const languages = [languageFileSchema.parse(french)];
  const concepts = [health, policy, disasters, services, food, society].flatMap(
    (file): unknown[] => file.concepts,
  );
  const subjects = [diseases, hazards, conflict, events].flatMap((file): unknown[] => file.subjects);
  return {
    concepts: z
      .array(conceptSchema)
      .parse(concepts)
      .map((concept) => inLanguages(concept, languages, (file) => file.concepts[concept.id])),
    subjects: z
      .array(subjectSchema)
      .parse(subjects)
      .map((subject) => inLanguages(subject, languages, (file) => file.subjects[subject.id])),
    dimensions: z
      .array(dimensionSchema)
      .parse(dimensionData.dimensions)
      .map((dimension) => withValueWords(dimension, languages)),
  };
}

function inLanguages<T extends Concept | Subject | Dimension>(
  entry: T,
  languages: readonly LanguageFile[],
  words: (file: LanguageFile) => Words | undefined,
): T {
  const more = { ...entry.words };
  for (const file of languages) {
    const found = words(file);
    if (found) more[file.language] = found;
  }
  return { ...entry, words: more };
}

function withValueWords(dimension: Dimension, languages: readonly LanguageFile[]): Dimension {
  const values = { ...dimension.values };
  for (const file of languages) {
    for (const [value, forms] of Object.entries(file.dimensions[dimension.id]?.values ?? {})) {
      values[value] = [...(values[value] ?? []), ...forms];
    }
  }
  return inLanguages({ ...dimension, values }, languages, (file) => file.dimensions[dimension.id]?.words);
}
