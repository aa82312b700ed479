import type { Measure } from "../dataset.ts";

/** Lower is better: counts before rates, flows before running totals, whole before narrowed, single days before rolling sums. */
const rank = (measure: Measure, ofAll: ReadonlySet<string>): number => {
  const kind = { flow: 0, stock: 0, event: 0, cumulative: 1, index: 2, ratio: 3 }[measure.behaviour];
  const statuses = measure.implies?.find((one) => one.dimension === "case-status")?.values ?? [];
  const narrowed = (measure.implies ?? []).some(
    (one) => one.dimension !== "case-status" && !ofAll.has(JSON.stringify(one)),
  );
  const status = statuses.length === 0 || statuses.length > 1 ? 0 : statuses[0] === "confirmed" ? 0.5 : 2;
  const lately = /last ?\d+ ?(hours|days)/i.test(`${measure.label} ${measure.column ?? ""}`);
  return kind * 10 + (lately ? 25 : 0) + (narrowed ? 100 : 0) + (measure.rollingDays ? 5 : 0) + status;
};

/**
 * Marks one measure of each concept, subject and place as the one to use when nothing else tells them apart.
 * @param said what a person said of a measure: true puts it first, false last
 */
export const markPreferred = (
  measures: readonly Measure[],
  said: (id: string) => boolean | undefined = () => undefined,
): Measure[] => {
  // What holds for every measure of the table narrows none of them.
  const implied = measures.map(
    (measure) => new Set((measure.implies ?? []).map((one) => JSON.stringify(one))),
  );
  const ofAll = new Set([...(implied[0] ?? [])].filter((one) => implied.every((other) => other.has(one))));
  const score = (measure: Measure): number => {
    const word = said(measure.id);
    return rank(measure, ofAll) + (word === undefined ? 0 : word ? -1000 : 1000);
  };
  const best = new Map<string, Measure>();
  for (const measure of measures) {
    const key = JSON.stringify([measure.concept, measure.subject ?? "", measure.place ?? ""]);
    const other = best.get(key);
    if (other === undefined || score(measure) < score(other)) best.set(key, measure);
  }
  const chosen = new Set([...best.values()].map((measure) => measure.id));
  return measures.map((measure) => ({ ...measure, preferred: chosen.has(measure.id) }));
};
