import { z } from "zod";
import { areaIdSchema, levelSchema } from "../../shared/places/area.ts";
import { gazetteer } from "../../shared/places/gazetteer.ts";
import type { Lexicon } from "../../shared/question/lexicon.ts";
import { buildLexiconIndex, type LexiconIndex } from "../../shared/question/parse/lexicon-index.ts";
import { behaviourSchema } from "../../shared/vocabulary/behaviour.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { conceptSchema } from "../../shared/vocabulary/concept.ts";
import tables from "./thirty-tables.json" with { type: "json" };

const areaRow = z.union([
  z.tuple([areaIdSchema, levelSchema, z.string(), areaIdSchema.nullable()]),
  z.tuple([areaIdSchema, levelSchema, z.string(), areaIdSchema.nullable(), z.array(z.string())]),
]);

const snapshot = z
  .object({
    datasets: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        publisher: z.string(),
        concepts: z.array(
          z.object({
            concept: z.string(),
            subject: z.string().nullable(),
            behaviours: z.array(behaviourSchema).exactOptional(),
          }),
        ),
        time: z.object({ from: z.string().exactOptional(), to: z.string().exactOptional() }).exactOptional(),
        within: z.string().exactOptional(),
      }),
    ),
    values: z.array(z.tuple([z.string(), z.string(), z.array(z.string())])),
    areas: z.array(areaRow),
    concepts: z.array(conceptSchema),
  })
  .parse(tables);

/** The lexicon of a workspace with all thirty tables, from what their catalogue entries bring to it; the tables themselves are not needed. */
export function thirtyTables(): Lexicon {
  const vocabulary = builtInVocabulary();
  return {
    vocabulary: { ...vocabulary, concepts: [...vocabulary.concepts, ...snapshot.concepts] },
    areas: [
      ...gazetteer().areas,
      ...snapshot.areas.map(([id, level, name, parent, aliases]) => ({
        id,
        level,
        name,
        parent,
        aliases: aliases ?? [],
        codes: {},
      })),
    ],
    values: snapshot.values.map(([dimension, value, datasets]) => ({ dimension, value, datasets })),
    datasets: snapshot.datasets,
  };
}

let built: { lexicon: Lexicon; index: LexiconIndex } | undefined;

/** The same lexicon with its index, made once for a test file. */
export function thirtyTablesIndex(): { lexicon: Lexicon; index: LexiconIndex } {
  if (!built) {
    const lexicon = thirtyTables();
    built = { lexicon, index: buildLexiconIndex(lexicon) };
  }
  return built;
}
