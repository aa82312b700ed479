import type { Dataset, Measure } from "../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../shared/catalogue/distribution.ts";
import { conceptLabel, subjectLabel } from "../../shared/vocabulary/words.ts";
import type { Session } from "./session.ts";
import { look, understand } from "./understand.ts";

/** A question to begin with; `missing` says why it cannot be answered here, null when it can. */
export type Suggestion = {
  readonly text: string;
  readonly missing: string | null;
  readonly crisis: string | null;
};

const ANSWERABLE = 5;
const UNANSWERABLE = 3;

/**
 * Questions this workspace can answer now, one per crisis first, and some it cannot with what is missing. Each is read
 * and matched like one that was typed, so that no suggestion leads to a dead end.
 */
export function suggestions(session: Session): Suggestion[] {
  const answerable: Suggestion[] = [];
  for (const { text, crisis } of byTurns(
    session.workspace.catalogue.held().map((set) => questionsOf(session, set)),
  )) {
    if (answerable.length === ANSWERABLE) break;
    if (answerable.some((other) => other.text === text)) continue;
    if (whyNot(session, text) === null) answerable.push({ text, missing: null, crisis });
  }
  return [...answerable, ...unanswerable(session)];
}

/** First the first of every list, then the second of every list …: variety before depth. */
function* byTurns<T>(lists: readonly (readonly T[])[]): Generator<T> {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let turn = 0; turn < longest; turn += 1)
    for (const list of lists) {
      const item = list[turn];
      if (item !== undefined) yield item;
    }
}

/** Plain questions about a dataset's main measures in its last full period, about the place with most rows. */
function questionsOf(session: Session, dataset: Dataset): { text: string; crisis: string | null }[] {
  const period = lastFullPeriod(dataset);
  const place = mainPlace(session, dataset);
  if (period === null || place === null) return [];
  const crisis = dataset.crisis ?? null;
  return [...dataset.measures]
    .sort((a, b) => Number(b.preferred) - Number(a.preferred))
    .slice(0, 3)
    .flatMap((measure) => texts(session, measure, place, period).map((text) => ({ text, crisis })));
}

function texts(session: Session, measure: Measure, place: string, period: string): string[] {
  const { vocabulary } = session.derived();
  const concept = conceptLabel(vocabulary, measure.concept).toLowerCase();
  const subject = measure.subject ? `${subjectLabel(vocabulary, measure.subject)} ` : "";
  const what = concept.includes(subject.trim().toLowerCase()) ? concept : `${subject}${concept}`;
  switch (measure.behaviour) {
    case "flow":
    case "event":
      return [
        `How many ${what} were there in ${place} in ${period}?`,
        `Which countries had the most ${what} in ${period}?`,
      ];
    case "cumulative":
      return [`How many new ${what} were there in ${place} in ${period}?`];
    case "stock":
      return [`What was the peak of ${what} in ${place} in ${period}?`];
    default:
      return [`What was the average ${what} in ${place} in ${period}?`];
  }
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The last month (for yearly data: year) that the data cover from end to end, in words. */
function lastFullPeriod(dataset: Dataset): string | null {
  const end = dataset.temporal?.to;
  if (end === undefined) return null;
  const year = Number(end.slice(0, 4));
  const month = Number(end.slice(5, 7));
  if (!Number.isInteger(year) || year < 1) return null;
  if (dataset.temporalResolution === "year") return String(year);
  return month === 1 ? `${MONTHS[11]} ${year - 1}` : `${MONTHS[month - 2]} ${year}`;
}

/** The place with most rows in the data, by the name the data use. */
function mainPlace(session: Session, dataset: Dataset): string | null {
  const column = dataset.columns.find((candidate) => candidate.role === "place");
  if (!column) return null;
  const profile = currentDistribution(dataset)?.profile?.columns.find(({ name }) => name === column.name);
  const known = new Map((dataset.placeValues[column.name] ?? []).map((place) => [place.value, place]));
  const best = [...(profile?.values ?? [])]
    .filter(([value]) => known.get(value)?.area && !known.get(value)?.aggregate)
    .sort((a, b) => b[1] - a[1] || hashOrder(a[0], b[0]))[0];
  const area = best && known.get(best[0])?.area;
  return (
    session.derived().lexicon.areas.find((candidate) => candidate.id === area)?.name ?? best?.[0] ?? null
  );
}

/** A fixed order that is not the alphabet: or every suggestion would be about Afghanistan. */
function hashOrder(a: string, b: string): number {
  const weight = (text: string) =>
    [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return weight(a) - weight(b) || a.localeCompare(b, "en");
}

/** Null when the text is understood and can be answered; else what is missing in one sentence. */
function whyNot(session: Session, text: string): string | null {
  const reading = understand(session, text);
  const [gap] = reading.gaps;
  if (gap) return gap.text;
  if (reading.unsure.length > 0) return `Not surely understood: ${reading.unsure.join(", ")}`;
  const seen = look(session, { ...reading.question, decision: { kind: "waived" } });
  if (!seen.wellFormed) return seen.findings[0]?.text ?? "The question is not complete.";
  const [best] = seen.match.entries;
  if (best && (best.verdict === "answers" || best.verdict === "answers-with-caveats")) return null;
  return seen.match.gaps[0]?.text ?? best?.reason ?? "No dataset here measures this.";
}

/** What people ask for in crises and this workspace does not measure at all. */
function unanswerable(session: Session): Suggestion[] {
  const { vocabulary } = session.derived();
  const measured = new Set(
    session.workspace.catalogue.held().flatMap((set) => set.measures.map((m) => m.concept)),
  );
  const found: Suggestion[] = [];
  for (const concept of vocabulary.concepts) {
    if (found.length === UNANSWERABLE) break;
    if (!concept.countsPeople || measured.has(concept.id) || concept.broader.length > 0) continue;
    const text = `How many ${conceptLabel(vocabulary, concept.id).toLowerCase()} are there in Italy now?`;
    const missing = whyNot(session, text);
    if (missing !== null) found.push({ text, missing, crisis: null });
  }
  return found;
}
