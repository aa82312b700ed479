import type { Dataset } from "./dataset.ts";
import { currentDistribution } from "./distribution.ts";
import { rhythmOf } from "./freshness.ts";
import { QUALITY_TEXT, type QualityCode } from "./quality-sentences.ts";

/** One criterion of a description's quality: met or not, the plain sentence, and the field it rests on. */
export type QualityCriterion = {
  readonly code: QualityCode;
  readonly met: boolean;
  readonly text: string;
  readonly field: string;
};

/** Quality of a description: the share of criteria that are met, 0…1, and each of them. */
export type Quality = { readonly score: number; readonly criteria: readonly QualityCriterion[] };

/** A description shorter than this says no more than a title. */
const LEAST_DESCRIPTION = 40;

const share = (parts: number, whole: number): number => (whole === 0 ? 0 : parts / whole);

const CHECKS: readonly (readonly [QualityCode, string, (dataset: Dataset) => boolean])[] = [
  ["described", "description", (dataset) => dataset.description.trim().length >= LEAST_DESCRIPTION],
  [
    "publisher",
    "publisher",
    (dataset) => dataset.publisher.name !== "" && dataset.publisher.name !== "unknown",
  ],
  [
    "contact",
    "contact",
    (dataset) =>
      Boolean(
        dataset.contact ??
          dataset.landingPage ??
          dataset.publisher.contact ??
          dataset.publisher.url ??
          dataset.source.repository,
      ),
  ],
  ["steward", "steward", (dataset) => dataset.steward !== undefined],
  ["licence", "licence", (dataset) => dataset.licence?.id !== undefined],
  ["modified", "modified", (dataset) => /^-?\d{4}/.test(dataset.modified ?? dataset.issued ?? "")],
  ["rhythm", "accrualPeriodicity", (dataset) => rhythmOf(dataset.accrualPeriodicity).kind !== "unknown"],
  ["period", "temporal", (dataset) => Boolean(dataset.temporal?.from && dataset.temporal.to)],
  [
    "places",
    "spatial",
    (dataset) => dataset.spatial?.finest !== undefined || dataset.spatial?.within !== undefined,
  ],
  [
    "columns",
    "columns",
    (dataset) =>
      share(dataset.columns.filter((column) => column.description).length, dataset.columns.length) >= 0.5,
  ],
  ["measures", "measures", (dataset) => dataset.measures.length > 0],
  ["held", "distributions", (dataset) => currentDistribution(dataset) !== null],
];

/** Scores a description by what a careful user would look for in it. */
export const qualityOf = (dataset: Dataset): Quality => {
  const criteria = CHECKS.map(([code, field, check]): QualityCriterion => {
    const met = check(dataset);
    return { code, field, met, text: QUALITY_TEXT[code][met ? "met" : "notMet"] };
  });
  return { score: share(criteria.filter((one) => one.met).length, criteria.length), criteria };
};
