import type { Caveat } from "../../../shared/answer/answer.ts";
import type { Asked } from "../workbench.ts";

/** A question on real data that shows a caveat, and what the caveat's sentence must say. */
export type Shown = {
  readonly code: Caveat["code"];
  readonly asked: Asked;
  readonly text: RegExp;
  readonly severity?: Caveat["severity"];
  /** What the answer's own sentence says for it: serious ones change it. */
  readonly sentence?: RegExp;
};

export const JHU = "covid19-jhu-country-daily";
export const ICU = "covid19-hospital-icu";
export const MPOX = "mpox-2022-linelist";
export const UNDERNOURISHED = "prevalence-of-undernourishment-world-bank-2017-un-fao-sofi-2018";

export const population = {
  dataset: "location-reference-jhu",
  measure: "population",
  role: "denominator" as const,
};
export const place = (id: string, name: string) => ({ areas: [[id, name] as const] });
