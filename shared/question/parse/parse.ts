import type { IsoDate } from "../../time/grain.ts";
import { conceptById } from "../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../vocabulary/words.ts";
import type { Lexicon } from "../lexicon.ts";
import type { MeasureRef, Question } from "../question.ts";
import type { Reading } from "../reading.ts";
import { newDraft } from "./draft.ts";
import { cut } from "./find.ts";
import type { LexiconIndex } from "./lexicon-index.ts";
import { marksOf } from "./marks.ts";
import { behaviourOf } from "./measured-behaviour.ts";
import { readAcrossPlaces, readAcrossRecords, settleAcross } from "./read/read-across.ts";
import { readCounted, readLevels, readLimit, readPer, settleLevel } from "./read/read-counts.ts";
import { readEffect } from "./read/read-effect.ts";
import { settleFlowChange, settleRolling } from "./read/read-flow-change.ts";
import { readGrain } from "./read/read-grain.ts";
import { readAdvice, readAgainst, readExceeds, readIntervention, readKind } from "./read/read-kind.ts";
import { readMeasure } from "./read/read-measure.ts";
import { readHiddenPlaces, readPlaces, settleAmbiguous } from "./read/read-places.ts";
import { readPublished, settlePublished } from "./read/read-published.ts";
import { readRanking } from "./read/read-ranking.ts";
import {
  reportMoments,
  reportPersonal,
  reportSingleEvents,
  reportUncounted,
  reportUnknownEvents,
} from "./read/read-refused.ts";
import { asFatality, settleShare } from "./read/read-share.ts";
import { readStatistic } from "./read/read-statistic.ts";
import { readTime } from "./read/read-time.ts";
import {
  readAges,
  readBreakdowns,
  readRecordKind,
  readSources,
  readWhere,
  reportActors,
} from "./read/read-where.ts";
import type { Scan } from "./scan.ts";
import { gapText } from "./words/labels.ts";
import { LONGEST_TEXT } from "./words/tokens.ts";

/** What the parser needs beside the text: the lexicon, its index (`buildLexiconIndex`, built once), and the day of asking. */
export type ParseContext = {
  readonly lexicon: Lexicon;
  readonly index: LexiconIndex;
  readonly asked: IsoDate;
};

/**
 * Reads a question typed in plain words. Deterministic: rules over a lexicon, no model, no clock, no network; time grows
 * with the length of the text. Every word ends up marked as understood, unsure, not understood or without meaning, and
 * what the text asks for and nothing covers is listed in `gaps`. Never throws, whatever the text.
 */
export function parseQuestion(text: string, context: ParseContext): Reading {
  const scan: Scan = {
    cut: cut(text, context.index, context.asked),
    finds: [],
    index: context.index,
    vocabulary: context.lexicon.vocabulary,
    asked: context.asked,
    uses: new Map(),
    gaps: [],
    draft: newDraft(),
  };
  const table: Scan = { ...scan, finds: scan.cut.finds };
  if (text.length > LONGEST_TEXT) table.gaps.push({ part: "other", text: gapText.moreText });
  readAdvice(table);
  reportPersonal(table);
  readPublished(table);
  readAges(table);
  readTime(table);
  readPer(table);
  readCounted(table);
  readAcrossPlaces(table);
  readPlaces(table);
  readEffect(table);
  readMeasure(table);
  readRecordKind(table);
  settleAmbiguous(table);
  settlePublished(table);
  readGrain(table);
  readRanking(table);
  readLevels(table);
  readAgainst(table);
  readAcrossRecords(table);
  readStatistic(table, readLimit(table));
  settleAcross(table);
  reportSingleEvents(table);
  reportMoments(table);
  reportUnknownEvents(table);
  reportUncounted(table);
  readExceeds(table);
  readIntervention(table);
  settleFlowChange(table);
  settleRolling(table);
  readKind(table);
  readWhere(table);
  asFatality(table);
  settleShare(table);
  readBreakdowns(table);
  readSources(table);
  reportActors(table);
  readHiddenPlaces(table);
  settleLevel(table);
  return { question: assemble(table, text), ...marksOf(table) };
}

function assemble(scan: Scan, text: string): Question {
  const { draft } = scan;
  const measure = measureOf(scan);
  const anyTime = draft.time === undefined || draft.time.any === true;
  if (draft.time === undefined && needsTime(scan))
    scan.gaps.push({ part: "other", text: gapText.timeAssumed });
  const upTo = draft.time?.upTo === true && !anyTime;
  const level = ["stock", "ratio", "index"].includes(behaviourOf(scan));
  const from = upTo
    ? level && draft.time?.from === draft.time?.to
      ? draft.time?.from
      : undefined
    : draft.time?.from;
  reportMissingTables(scan);
  return {
    version: 1,
    text: text.slice(0, LONGEST_TEXT),
    asked: scan.asked,
    kind: draft.kind ?? "situation",
    ...(measure && { measure }),
    ...(draft.second && { second: secondOf(scan, draft.second) }),
    ...(draft.asPublished && { asPublished: draft.asPublished }),
    ...(draft.per && measure && dividesBy(measure) && { per: draft.per }),
    place: { areas: draft.areas, ...(draft.by && { by: draft.by }) },
    time: {
      ...(anyTime
        ? { any: true as const }
        : { ...(from && { from }), ...(draft.time?.to && { to: draft.time.to }) }),
      ...(draft.grain && { grain: draft.grain }),
    },
    by: draft.breakdowns,
    where: draft.where,
    ...(draft.against && { against: draft.against }),
    ...(draft.rank && { rank: draft.rank }),
    ...(draft.horizon !== undefined && draft.kind === "forecast" && { horizon: draft.horizon }),
    ...(draft.intervention && draft.kind === "impact" && { intervention: draft.intervention }),
    ...(draft.dataset && { dataset: draft.dataset }),
  };
}

/** A rate is divided, and so is what is held against a limit: more than 100 cases per 100,000 people. */
const dividesBy = ({ statistic }: MeasureRef): boolean =>
  ["rate", "periods-meeting", "places-meeting"].includes(statistic.kind);

function measureOf(scan: Scan): MeasureRef | null {
  const { concept, subject, across } = scan.draft;
  if (!concept) return null;
  const statistic = scan.draft.statistic ?? { kind: "total" as const };
  const over =
    across !== undefined &&
    (statistic.kind === "mean" ||
      statistic.kind === "median" ||
      statistic.kind === "quantile" ||
      statistic.kind === "peak" ||
      statistic.kind === "lowest");
  return { concept, ...(subject && { subject }), statistic: over ? { ...statistic, across } : statistic };
}

/** The second measure is about the same as the first, where tables are: mobility and the cases of that disease. */
function secondOf(scan: Scan, concept: string): MeasureRef {
  const { draft, index, vocabulary } = scan;
  const about =
    draft.subject ?? conceptById(vocabulary, draft.concept ?? "")?.defaultSubject ?? usualSubject(scan);
  const known = conceptById(vocabulary, concept);
  const told = about !== undefined && index.measured.get(concept)?.has(about) === true;
  const says = told && (index.measured.get(concept)?.size ?? 0) > 1 && known?.defaultSubject !== about;
  const adds = ["flow", "cumulative", "event"].includes(known?.behaviour ?? "flow");
  const kind = draft.kind === "relationship" ? (adds ? "total" : "mean") : "latest";
  return { concept, ...(says && { subject: about }), statistic: { kind } };
}

/** The subject that every table on the first measure is about. */
function usualSubject({ draft, index, vocabulary }: Scan): string | undefined {
  const narrower = [...index.measured].filter(
    ([id]) =>
      id === draft.concept || conceptById(vocabulary, id)?.broader.includes(draft.concept ?? "") === true,
  );
  const subjects = new Set(narrower.flatMap(([, by]) => [...by.keys()]));
  const [only] = subjects;
  return subjects.size === 1 && only !== "" ? only : undefined;
}

/** How many people live somewhere, or where a facility is, asks for the figure there is; what happens does not. */
const needsTime = (scan: Scan): boolean =>
  scan.draft.concept !== "population" && scan.draft.concept !== undefined;

/** A concept that the vocabulary knows and no table here measures is a gap of its own. */
function reportMissingTables(scan: Scan): void {
  const { concept } = scan.draft;
  if (!concept || scan.index.lexicon.datasets.length === 0 || scan.index.measured.size === 0) return;
  const known = [...scan.index.measured.keys()].some(
    (id) => id === concept || conceptById(scan.vocabulary, id)?.broader.includes(concept) === true,
  );
  if (!known)
    scan.gaps.push({ part: "measure", text: gapText.noTable(conceptLabel(scan.vocabulary, concept)) });
}
