import { conceptLabel } from "../../../vocabulary/words.ts";
import { type Find, readingsOf, wordOf } from "../find.ts";
import { isFree, type Scan, use } from "../scan.ts";

/** What is said to be closed, cancelled or banned, and the measure that says how far. */
const CLOSED: readonly (readonly [noun: string, verb: RegExp, concept: string])[] = [
  ["schools", /^(closed?|shut|closing)$/, "school-closures"],
  ["mobility-workplaces", /^(closed?|shut|closing)$/, "workplace-closures"],
  ["facilities", /^(closed?|shut|closing)$/, "workplace-closures"],
  ["mobility-transit-stations", /^(closed?|shut|closing)$/, "public-transport-closures"],
];

/** "Were schools in Germany closed at all levels": the noun and the verb name the measure together, whatever stands between. */
export function asClosure(scan: Scan): void {
  const { draft, index, vocabulary } = scan;
  for (const [noun, verb, concept] of CLOSED) {
    if (draft.concept !== noun || !index.measured.has(concept)) continue;
    const at = scan.finds.findIndex((find) =>
      scan.cut.tokens.slice(find.first, find.last + 1).some(({ norm }) => verb.test(norm)),
    );
    if (at < 0) continue;
    draft.concept = concept;
    for (const [i, taken] of scan.uses)
      if (taken.part === "measure")
        scan.uses.set(i, { ...taken, reading: conceptLabel(vocabulary, concept) });
    use(scan, at, "measure", conceptLabel(vocabulary, concept));
    return;
  }
}

/** "What percentage of the tests were positive": the positivity, where a table gives it. */
export function asPositivity(scan: Scan): void {
  const { draft, index } = scan;
  const share = scan.finds.some((find) => wordOf(find, "statistic")?.statistic === "share");
  if (!share || !index.measured.has("positivity")) return;
  // "Share of tests that were positive": such tests are cases where they are counted; their share is the positivity.
  const positives = scan.finds.some(
    (find, i) => scan.uses.get(i)?.part === "measure" && says(scan, find, /^tests?$/, /^positive$/),
  );
  if (draft.concept === "cases" && positives) {
    restated(scan, "positivity");
    return;
  }
  if (draft.concept !== "tests") return;
  const at = scan.finds.findIndex(
    (find, i) => isFree(scan, i) && /^positi/.test(scan.cut.tokens[find.first]?.norm ?? ""),
  );
  if (at < 0) return;
  draft.concept = "positivity";
  use(scan, at, "measure", conceptLabel(scan.vocabulary, "positivity"));
}

/** Whether a find has a word for each of these. */
const says = (scan: Scan, find: Find, ...words: readonly RegExp[]): boolean =>
  words.every((word) => scan.cut.tokens.slice(find.first, find.last + 1).some(({ norm }) => word.test(norm)));

/** "How strict were the measures": the index of all of them, where a table has it, not one measure among many. */
export function asStringency(scan: Scan): void {
  if (scan.draft.concept !== "policy-response" || !scan.index.measured.has("stringency")) return;
  const reading = restated(scan, "stringency");
  for (const [at, find] of scan.finds.entries())
    if (says(scan, find, /^(strict|stringent|tough|tight|harsh|severe)$/)) use(scan, at, "measure", reading);
}

/** "How many people died of all causes": all deaths, where a table counts them. */
export function asAllCauses(scan: Scan): void {
  const { draft, index } = scan;
  if (draft.concept !== "deaths" || draft.subject || !index.measured.has("all-cause-deaths")) return;
  const said =
    /\b(?:(?:of|from) (?:all|any|whatever) causes?|whatever the cause|regardless of (?:the )?cause)\b/i;
  const found = said.exec(scan.cut.text);
  if (!found) return;
  const reading = restated(scan, "all-cause-deaths");
  for (const [at, find] of scan.finds.entries()) {
    const start = scan.cut.tokens[find.first]?.start ?? 0;
    if (start >= found.index && start < found.index + found[0].length) use(scan, at, "measure", reading);
  }
}

/** "Confirmed mpox patients who were hospitalised": cases that a list tells apart, where no table counts beds of that disease. */
export function asHospitalised(scan: Scan): void {
  const { draft, index } = scan;
  if (
    !draft.concept ||
    !draft.subject ||
    !/^(hospital-patients|hospital-admissions|patients-in-care)$/.test(draft.concept)
  )
    return;
  if (index.measured.get(draft.concept)?.has(draft.subject)) return;
  const telling = index.telling.get("hospitalised");
  const listed = (index.measuring.get("cases") ?? []).some(
    ({ id, concepts }) =>
      telling?.has(id) &&
      concepts.some(({ concept, subject }) => concept === "cases" && subject === draft.subject),
  );
  if (!listed) return;
  draft.concept = "cases";
  // "Mpox patients" are its cases; only who was in hospital is a part of them.
  if (/hospitali[sz]ed|in hospital|admitted/i.test(scan.cut.text))
    draft.where.push({ dimension: "hospitalised", op: "in", values: ["y"] });
}

/** Takes another concept as the measure, with the words that named the first now sure to mean it. Returns how it is read. */
function restated(scan: Scan, concept: string): string {
  scan.draft.concept = concept;
  const reading = conceptLabel(scan.vocabulary, concept);
  for (const [at, taken] of scan.uses)
    if (taken.part === "measure") scan.uses.set(at, { ...taken, reading, unsure: false, choices: [] });
  return reading;
}

/** "How many cases had recovered": the recoveries, where a table counts them. */
export function asRecovered(scan: Scan): void {
  const { draft, index } = scan;
  if (draft.concept !== "cases" || !index.measured.has("recoveries")) return;
  const at = scan.finds.findIndex(
    (find, i) => isFree(scan, i) && readingsOf(find, "concept").some(({ id }) => id === "recoveries"),
  );
  if (at < 0) return;
  use(scan, at, "measure", restated(scan, "recoveries"));
}

/** "How many more people died in Mexico than expected": the excess deaths, where a table gives them. */
export function asExcess(scan: Scan): void {
  const { draft, index } = scan;
  if (draft.concept !== "deaths" || !index.measured.has("excess-deaths")) return;
  const said =
    /\bmore (?:people|persons|deaths|citizens)\b[^.?!]*\bthan (?:were |was |would have been |had been )?(?:expected|projected|predicted|usual|normal|normally|in normal years)\b/i.exec(
      scan.cut.text,
    );
  if (!said) return;
  delete draft.subject;
  const reading = restated(scan, "excess-deaths");
  const end = said.index + said[0].length;
  for (const [at, find] of scan.finds.entries()) {
    const start = scan.cut.tokens[find.first]?.start ?? 0;
    const last = scan.cut.tokens[find.last]?.end ?? 0;
    const says = ["how-many", "new", "than", "against", "kind", "statistic"] as const;
    const word =
      wordOf(find, ...says) !== undefined ||
      /project|predict|expect/.test(scan.cut.tokens[find.last]?.norm ?? "");
    if (start <= end && last <= end && last >= said.index && word) use(scan, at, "measure", reading);
  }
}
