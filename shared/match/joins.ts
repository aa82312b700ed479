import { placeName } from "../places/gazetteer.ts";
import type { MeasureRef, Question } from "../question/question.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { isReadyRate } from "./criteria/behaviour.ts";
import { type Candidate, evaluateDataset } from "./evaluate.ts";
import { type DatasetFacts, measureAreas } from "./facts.ts";
import type { Join } from "./report.ts";
import { say } from "./sentences.ts";
import type { Terms } from "./terms.ts";

/** What a question needs beside its measure. */
type Partner = { readonly role: Join["role"]; readonly ref: MeasureRef; readonly question: Question };

/** The partner a question asks for: what a rate is divided by, or the second measure of coverage and relationship. */
export function partnerOf(question: Question, terms: Terms): Partner | null {
  const { second, per, against: _, ...rest } = question;
  if (second !== undefined) {
    return { role: "second-measure", ref: second, question: { ...rest, measure: second, where: [], by: [] } };
  }
  const divides = ["rate", "places-meeting", "periods-meeting"].includes(
    question.measure?.statistic.kind ?? "",
  );
  if (per === undefined || question.measure === undefined || !divides) return null;
  const ref: MeasureRef = { concept: per.concept, statistic: { kind: "latest" } };
  // A denominator of another year is better than none: the answer says which year it is from. What comes new with each
  // period (cases) must be of the time asked.
  const stands = !["flow", "cumulative", "event"].includes(terms.concept(per.concept)?.behaviour ?? "stock");
  return {
    role: "denominator",
    ref: stands ? ref : { ...ref, subject: question.measure.subject, statistic: { kind: "total" } },
    question: { ...rest, measure: ref, where: [], by: [], time: stands ? { any: true } : rest.time },
  };
}

/** Which of the places asked that the first dataset has the second has too, and the names of those that it lacks. */
type Matching = { readonly matched: number; readonly all: number; readonly lost: () => readonly string[] };

/**
 * Places asked that the run will join and those it will lose, those that no list of places knows counted in; null when no
 * place is asked.
 */
function matching(
  first: Candidate,
  second: Candidate,
  question: Question,
  index: CatalogueIndex,
): Matching | null {
  const firstAreas = measureAreas(first.facts, first.measure);
  const secondAreas = measureAreas(second.facts, second.measure);
  const asked = question.place?.areas ?? [];
  const by = question.place?.by;
  const wanted =
    by === undefined && asked.length > 0
      ? asked.map((area) => area.id)
      : [...firstAreas.values()]
          .filter((area) => by === undefined || area.level === by)
          .filter(
            (area) => asked.length === 0 || asked.some((outer) => index.geography.within(area.id, outer.id)),
          )
          .map((area) => area.id);
  const alsoNameless = by !== undefined && asked.length === 0;
  const nameless = alsoNameless ? (first.facts.nameless.get(by) ?? 0) : 0;
  if (wanted.length === 0) return null;
  const has = (id: string) =>
    secondAreas.has(id) || [...secondAreas.keys()].some((other) => index.geography.within(other, id));
  return {
    matched: wanted.filter(has).length,
    all: wanted.length + nameless,
    lost: () => [
      ...wanted
        .filter((id) => !has(id))
        .map((id) => asked.find((area) => area.id === id)?.name ?? placeName(id)),
      ...(alsoNameless ? namelessOf(first, by) : []),
    ],
  };
}

/** The places of a level that no list of places knows, as the dataset spells them. */
const namelessOf = ({ facts: { dataset } }: Candidate, by: string): string[] =>
  dataset.columns
    .filter(({ role, level }) => role === "place" && level === by)
    .flatMap(({ name }) =>
      (dataset.placeValues[name] ?? []).flatMap(({ value, area, aggregate }) =>
        area === null && aggregate !== true ? [value] : [],
      ),
    );

/** What could stand beside a measure: worked out once for a question, whatever the number of first datasets. */
export type Partners = { readonly of: (partner: Partner) => readonly Candidate[] };

/** Finds the held datasets that pass every criterion as partner, when first asked for. */
export function findPartners(index: CatalogueIndex, today: string): Partners {
  let found: readonly Candidate[] | undefined;
  return {
    of: ({ ref, question }) => {
      found ??= [...index.factsRelatedTo(ref.concept)].flatMap((facts) => {
        const candidate = facts.held ? evaluateDataset(index, facts, ref, question, today) : null;
        return candidate === null || candidate.sunk.length > 0 ? [] : [candidate];
      });
      return found;
    },
  };
}

const shareOf = (places: Matching | null): number | null =>
  places === null ? null : places.matched / places.all;

/** Denominators as good as each other by the criteria are told apart by what shares more places with the first. */
function bestPartner(first: Candidate, partner: Partner, index: CatalogueIndex, partners: Partners) {
  let best: { candidate: Candidate; places: Matching | null; worth: number } | null = null;
  for (const candidate of partners.of(partner)) {
    const places = matching(first, candidate, partner.question, index);
    const worth = candidate.score + (shareOf(places) ?? 0.5);
    if (places?.matched !== 0 && (best === null || worth > best.worth)) best = { candidate, places, worth };
  }
  return best;
}

/** What the partner does for a candidate. */
export type Partnership =
  | { readonly kind: "none-needed" }
  | { readonly kind: "same-table" }
  | { readonly kind: "join"; readonly join: Join; readonly facts: DatasetFacts }
  | { readonly kind: "missing"; readonly what: string; readonly role: Join["role"] };

/** Finds what a candidate lacks to answer: in its own table, in another, or nowhere. */
export function findPartner(
  first: Candidate,
  question: Question,
  index: CatalogueIndex,
  today: string,
  partners: Partners,
): Partnership {
  const partner = partnerOf(question, index.terms);
  const grain = first.facts.dataset.temporalResolution;
  if (partner === null || isReadyRate(first.measure, question, grain)) return { kind: "none-needed" };
  const what = index.terms.conceptLabel(partner.ref.concept);
  const own = evaluateDataset(index, first.facts, partner.ref, partner.question, today);
  if (own !== null && own.sunk.length === 0) return { kind: "same-table" };
  const best = bestPartner(first, partner, index, partners);
  if (best === null) return { kind: "missing", what, role: partner.role };
  const { dataset } = best.candidate.facts;
  const said =
    partner.role === "denominator"
      ? say.joinDenominator(dataset.title, what)
      : say.joinSecond(dataset.title, what);
  const join: Join = {
    dataset: dataset.id,
    measure: best.candidate.measure.id,
    role: partner.role,
    on: partner.role === "denominator" ? ["place"] : ["place", "time"],
    matched: shareOf(best.places),
    text: said + (best.places === null ? "" : say.joinMatched(best.places, best.places.lost())),
  };
  return { kind: "join", join, facts: best.candidate.facts };
}
