import { type Column, type Dataset, type Distribution, datasetSchema } from "../dataset.ts";
import type { FileProfile } from "../profile.ts";
import { impliedByConstants, withImplied } from "./constants.ts";
import { spanOf } from "./dates.ts";
import { KNOWN_FIELDS, type TableDescription } from "./description.ts";
import { alwaysOf, breaksOf, emptyPlaceOf, licenceOf, rhythmOf, withinOf } from "./entry-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { TableFacts } from "./facts.ts";
import type { Knowledge } from "./knowledge.ts";
import { proposeMeasures } from "./measures.ts";
import { proposePlaces } from "./place-values.ts";
import type { TableReading } from "./reading.ts";
import { totalRows } from "./total-rows.ts";

/** A complete entry made by rules, with the reason for each part; a person confirms it. */
export type Proposal = { readonly dataset: Dataset; readonly evidence: readonly Evidence[] };

/** Everything a proposal rests on. */
export type ProposalInput = {
  readonly description: TableDescription;
  readonly profile: FileProfile;
  readonly reading: TableReading;
  readonly facts: TableFacts;
  readonly knowledge: Knowledge;
  /** The Arrow file as it will lie in the workspace. */
  readonly file: Omit<Distribution, "profile" | "held">;
};

/** Proposes the catalogue entry of a table. Deterministic: the same input gives the same entry. */
export const proposeDataset = (input: ProposalInput): Proposal => {
  const { description, profile, reading, facts, knowledge, file } = input;
  const evidence: Evidence[] = [...reading.evidence];
  const note = (one: Evidence): void => void evidence.push(one);
  const within = withinOf(description.spatialCoverage, knowledge.places);
  if (within)
    note({
      field: "spatial.within",
      text: `The coverage "${description.spatialCoverage}" names one area.`,
      basis: "said",
    });
  const places = proposePlaces(reading, facts, within, knowledge);
  evidence.push(...places.evidence);
  const implied = impliedByConstants(description, profile, knowledge.vocabulary, note);
  const measures = proposeMeasures({
    description,
    profile,
    reading,
    facts,
    vocabulary: knowledge.vocabulary,
    note,
  });
  const rhythm = rhythmOf(description, reading.grain, reading.rowsAreEvents);
  if (rhythm && !description.accrualPeriodicity)
    note({
      field: "accrualPeriodicity",
      text: `Taken from the grain of the table: one row a ${reading.grain}.`,
      basis: "guessed",
    });
  const always = alwaysOf(profile);
  for (const one of always)
    note({
      field: "always",
      column: one.column,
      text: `Rows with ${one.values.join(" or ")} do not count.`,
      basis: "seen",
    });
  const totals = totalRows(profile, reading, measures);
  evidence.push(...totals.evidence);
  const columns = reading.columns.map(
    (column): Column => ({
      ...column,
      ...(places.levels.has(column.name) ? { level: places.levels.get(column.name) } : {}),
    }),
  );
  const finest = reading.places.at(-1);
  const dataset = datasetSchema.parse({
    schema: "askline/dataset/1",
    id: description.id,
    title: description.title ?? description.id,
    description: description.description ?? "",
    publisher: { name: description.publisher ?? "unknown" },
    ...(description.publisher ? { steward: { name: description.steward ?? description.publisher } } : {}),
    ...(description.crisis && description.crisis !== "reference" ? { crisis: description.crisis } : {}),
    licence: licenceOf(description),
    issued: description.issued ?? undefined,
    modified: description.modified ?? undefined,
    accrualPeriodicity: rhythm ?? undefined,
    temporal: temporalOf(input),
    temporalResolution: reading.grain ?? undefined,
    spatial: {
      ...(description.spatialCoverage ? { text: description.spatialCoverage } : {}),
      ...(within ? { within } : {}),
      ...(finest
        ? { finest: places.levels.get(finest.name) ?? finest.level }
        : reading.wide
          ? { finest: "country" }
          : {}),
    },
    keywords: description.crisis ? [description.crisis] : [],
    columns,
    measures: measures.map((measure) => withImplied(measure, implied)),
    always: [...always, ...totals.always],
    ...emptyPlace(input, note),
    placeValues: Object.fromEntries(places.values),
    distributions: [{ ...file, held: true, profile }],
    notes: [...description.caveats, ...totals.notes],
    breaks: breaksOf(description, measures),
    source: description.source ?? {},
    extra: Object.fromEntries(
      Object.entries(description).filter(([key, value]) => !KNOWN_FIELDS.has(key) && !isEmptyList(value)),
    ),
  });
  return { dataset, evidence };
};

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const emptyPlace = (
  input: ProposalInput,
  note: (one: Evidence) => void,
): Pick<Dataset, "emptyPlaceMeans"> => {
  const finer = input.reading.places.slice(1);
  const empty = finer.find(
    (place) => (input.reading.columns.find((column) => column.name === place.name)?.nulls ?? 0) > 0,
  );
  if (!empty) return {};
  const guess = emptyPlaceOf(input.description, input.facts.emptyPlace);
  note({ field: "emptyPlaceMeans", column: empty.name, text: guess.why, basis: guess.basis });
  return { emptyPlaceMeans: guess.means };
};

/** The period covered: the time axis' own range, else what the description says, else the day it was last changed. */
const temporalOf = ({ description, profile, reading }: ProposalInput): Dataset["temporal"] => {
  const axis = profile.columns.find((column) => column.name === reading.time);
  const said = description.temporalCoverage;
  const seen = spanOf(axis?.min, axis?.max);
  if (seen.from || seen.to) return seen;
  // A table without a time axis shows one moment: the last day the description knows of.
  const moment = said?.end ?? said?.start ?? description.modified;
  const span = spanOf(moment, moment);
  return span.from || span.to ? span : undefined;
};
