import { compareDates } from "../../../time/calendar.ts";
import { conceptById, isKindOf, subjectById, subjectIsKindOf } from "../../../vocabulary/hierarchy.ts";
import { conceptLabel, formsOf, subjectLabel } from "../../../vocabulary/words.ts";
import { readingsOf, wordOf } from "../find.ts";
import { amountAt } from "../numbers.ts";
import { beside, type Choice, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { gapText, label } from "../words/labels.ts";
import { phraseKey, plain } from "../words/tokens.ts";
import {
  asAllCauses,
  asClosure,
  asExcess,
  asHospitalised,
  asPositivity,
  asRecovered,
  asStringency,
} from "./read-recast.ts";

/** A find that names a concept. `weak`: a word that also stands for people or places in general. */
type Named = {
  readonly at: number;
  readonly id: string;
  readonly weak: boolean;
  readonly alsoValue: boolean;
  readonly alsoSubject: boolean;
  readonly words: number;
};

/** Words for people that any count of people may use: they say nothing more beside another measure. */
const PEOPLE_WORDS: ReadonlySet<string> = new Set(
  "patients|patient|customers|number of customers|customers of the company|residents|inhabitants|passengers|pupils".split(
    "|",
  ),
);

/** Words that name a measure only where nothing stronger does. */
const WEAK: ReadonlySet<string> = new Set([
  ...PEOPLE_WORDS,
  ..."hospital|hospitals|school|schools|shelter|shelters|workers|animals|facilities|infrastructure|restrictions|measures".split(
    "|",
  ),
]);

/** What two words mean together: patients who are hospitalised are the patients in hospital, not the admissions. */
const TOGETHER: ReadonlyMap<string, string> = new Map([
  ["hospital-admissions patients-in-care", "hospital-patients"],
  ["icu-admissions patients-in-care", "icu-patients"],
]);

/** Concepts that are another concept with a condition on the status of the case. */
const BY_STATUS: ReadonlyMap<string, { concept: string; status: string }> = new Map([
  ["confirmed-cases", { concept: "cases", status: "confirmed" }],
  ["probable-cases", { concept: "cases", status: "probable" }],
  ["suspected-cases", { concept: "cases", status: "suspected" }],
  ["deaths-in-confirmed-cases", { concept: "deaths", status: "confirmed" }],
]);

function named(scan: Scan): Named[] {
  return placesOf(scan, (find, at) => isFree(scan, at) && readingsOf(find, "concept").length > 0).flatMap(
    (at) => {
      const find = scan.finds[at];
      const ids = readingsOf(find, "concept").map(({ id }) => id);
      const words = plain(typed(scan, at));
      const exact = (id: string): number =>
        Number(
          formsOf(conceptById(scan.vocabulary, id) ?? { words: {} }).some((form) => plain(form) === words),
        );
      const held = (id: string): number => Number(scan.index.measured.has(id));
      // Two concepts may share stems ("tested positive", "test positivity"): the one spelled so is meant.
      const [best] = ids.sort((a, b) => exact(b) - exact(a) || held(b) - held(a));
      if (!best || !find) return [];
      return {
        at,
        id: best,
        weak: WEAK.has(typed(scan, at).toLowerCase()),
        alsoValue: readingsOf(find, "value").length > 0,
        alsoSubject: readingsOf(find, "subject").length > 0,
        words: find.last - find.first + 1,
      };
    },
  );
}

/** Fills in what is measured: the concept and what it is about. */
export function readMeasure(scan: Scan): void {
  const all = named(scan);
  const main = mainConcept(scan, all);
  if (main) {
    takeConcept(scan, main);
    for (const other of all) if (other.at !== main.at) takeOther(scan, main, other);
  }
  asClosure(scan);
  asStringency(scan);
  asAllCauses(scan);
  readSubject(scan);
  asPositivity(scan);
  asHospitalised(scan);
  asExcess(scan);
  asRecovered(scan);
  readFullness(scan);
  doubtNumber(scan);
  if (!scan.draft.concept) fallBack(scan);
}

/** The measure is the first strong noun after "how many" or a statistic word; a narrower concept wins over its wider one. */
function mainConcept(scan: Scan, all: readonly Named[]): Named | undefined {
  const score = (one: Named): number => {
    const before = beside(scan, one.at, -1, "new", "of", "per", "people", "grain");
    const asked = wordOf(scan.finds[before], "how-many", "how-much", "statistic", "which") !== undefined;
    const subjectOnly = one.alsoSubject && all.some((other) => other !== one && !other.alsoSubject);
    const valueOnly = one.alsoValue && all.some((other) => other !== one && !other.alsoValue && !other.weak);
    const heads =
      wordOf(scan.finds[one.at + 1], "of") !== undefined &&
      readingsOf(scan.finds[beside(scan, one.at + 1, 1)], "concept").length > 0;
    const cause = wordOf(scan.finds[one.at - 1], "from", "among") !== undefined && all.length > 1;
    // "How many customers did the largest outage affect": the one event is said to find the count, not counted.
    const singled =
      ["highest", "lowest"].includes(wordOf(scan.finds[before], "statistic")?.statistic ?? "") &&
      conceptById(scan.vocabulary, one.id)?.behaviour === "event" &&
      all.some((other) => conceptById(scan.vocabulary, other.id)?.behaviour !== "event");
    return (
      (asked ? 2 : 0) +
      (heads ? 1.5 : 0) +
      one.words * 0.3 -
      (one.weak ? 3 : 0) -
      (subjectOnly ? 4 : 0) -
      (valueOnly ? 1.5 : 0) -
      (cause ? 1.5 : 0) -
      (singled ? 4 : 0) +
      // "How large …, in acres": the unit says which measure is meant.
      (scan.cut.tokens[(scan.finds[one.at]?.first ?? 0) - 1]?.norm === "in" && isUnit(scan, one) ? 3 : 0) -
      // "A third of their population undernourished" asks for the undernourished.
      (one.id === "population" && all.some((other) => other.id !== "population" && !other.weak) ? 2.5 : 0) -
      one.at * 0.05
    );
  };
  const [best] = [...all].sort((a, b) => score(b) - score(a));
  if (!best) return undefined;
  const narrower = all.filter(
    (other) => other.id !== best.id && isKindOf(scan.vocabulary, other.id, best.id),
  );
  // "How polluted was the air, in micrograms of PM2.5": the one narrower measure is meant wherever it stands.
  const meant =
    narrower.find((other) => near(scan, best.at, other.at)) ??
    (new Set(narrower.map(({ id }) => id)).size === 1 ? narrower[0] : undefined);
  const together = all.map((other) => TOGETHER.get(`${best.id} ${other.id}`)).find((id) => id !== undefined);
  // "How many people were staying in open shelters" counts people, not shelters.
  const asked = placesOf(scan, (find) => wordOf(find, "how-many") !== undefined)[0] ?? -1;
  const people = wordOf(scan.finds[beside(scan, asked, 1, "of")], "people") !== undefined;
  if (asked >= 0 && people && best.id === "open-shelters") return { ...best, id: "people-in-shelters" };
  // "How many customers did the largest outage affect": customers are those of the supplier.
  const customers = /\bcustomers?$/i.test(typed(scan, beside(scan, asked, 1, "of")));
  if (asked >= 0 && customers && best.id === "people-affected" && scan.index.measured.has(WITHOUT_POWER))
    return { ...best, id: WITHOUT_POWER };
  return meant ?? (together ? { ...best, id: together } : best);
}

const WITHOUT_POWER = "customers-without-power";

const isUnit = (scan: Scan, { at, id }: Named): boolean =>
  plain(typed(scan, at)) === plain(conceptById(scan.vocabulary, id)?.unit.many ?? "");

/** Two finds belong to one phrase when only grammar words and subjects stand between them. */
function near(scan: Scan, a: number, b: number): boolean {
  const [low, high] = a < b ? [a, b] : [b, a];
  for (let at = low + 1; at < high; at += 1) {
    const find = scan.finds[at];
    const subject = readingsOf(find, "subject").length > 0;
    if (!subject && find && (find.readings.length === 0 || readingsOf(find, "time").length > 0)) return false;
  }
  return true;
}

function takeConcept(scan: Scan, one: Named): void {
  const mapped = scan.index.measured.has(one.id) ? undefined : BY_STATUS.get(one.id);
  scan.draft.concept = mapped?.concept ?? one.id;
  if (mapped) addStatus(scan, mapped.status);
  const before = beside(scan, one.at, -1, "grain", "of");
  if (wordOf(scan.finds[one.at - 1], "new") || wordOf(scan.finds[before], "new")) scan.draft.fresh = true;
  use(scan, one.at, "measure", conceptLabel(scan.vocabulary, one.id));
}

function addStatus(scan: Scan, status: string): void {
  if (scan.draft.where.some((condition) => condition.dimension === "case-status")) return;
  scan.draft.where.push({ dimension: "case-status", op: "in", values: [status] });
}

/** A further concept: the same thing said wider or narrower, the subject, a condition, or a second measure. */
function takeOther(scan: Scan, main: Named, other: Named): void {
  if (!isFree(scan, other.at)) return;
  const { vocabulary } = scan;
  const wide = BY_STATUS.get(other.id);
  const people = PEOPLE_WORDS.has(typed(scan, other.at).toLowerCase());
  // "How many customers did the outage affect": the verb says what the noun has said.
  if (
    /^(affect|affects|affected|hit|served)$/i.test(typed(scan, other.at)) &&
    main.id !== "people-affected"
  ) {
    use(scan, other.at, "measure", conceptLabel(vocabulary, main.id));
    return;
  }
  // "Of their population" says what a share is of.
  const whole = other.id === "population" && conceptById(vocabulary, main.id)?.behaviour === "ratio";
  if (other.id === main.id || people || whole || isKindOf(vocabulary, main.id, other.id)) {
    use(scan, other.at, "measure", conceptLabel(vocabulary, main.id));
    return;
  }
  // "capacity of open shelters": the measure's own name has the word in it.
  const own = new Set(phraseKey(conceptLabel(vocabulary, main.id)));
  if (phraseKey(typed(scan, other.at)).some((stem) => own.has(stem))) {
    use(scan, other.at, "measure", conceptLabel(vocabulary, main.id));
    return;
  }
  // "Deaths among confirmed Ebola cases": the cases say which deaths are meant.
  const status = other.id === "cases" ? "" : BY_STATUS.get(other.id)?.status;
  if (scan.draft.concept === "deaths" && status !== undefined && isAmong(scan, other.at)) {
    if (status !== "") addStatus(scan, status);
    use(scan, other.at, "measure", conceptLabel(vocabulary, other.id));
    return;
  }
  if (wide && isKindOf(vocabulary, wide.concept, scan.draft.concept ?? "") && near(scan, main.at, other.at)) {
    addStatus(scan, wide.status);
    use(scan, other.at, "measure", conceptLabel(vocabulary, other.id));
    return;
  }
  // "When was it reached" reaches no people: without a number behind it the word says nothing of its own.
  if (wordOf(scan.finds[other.at], "comparator") && !amountAt(scan, other.at + 1)) {
    use(scan, other.at, "statistic", label.alreadySaid);
    return;
  }
  // Left for the readers of subjects, conditions and second measures.
}

/** "Among", "of" or "in" before a noun, over what describes it. */
function isAmong(scan: Scan, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 4); i -= 1) {
    if (wordOf(scan.finds[i], "among", "of", "in")) return true;
    const describes =
      readingsOf(scan.finds[i], "subject").length > 0 || readingsOf(scan.finds[i], "value").length > 0;
    if (!describes) return false;
  }
  return false;
}

/** "How full are the ICUs" needs a capacity beside the count; what is counted is read, and what is missing is said. */
function readFullness(scan: Scan): void {
  const at = placesOf(scan, (_find, i) => isFree(scan, i) && /^how full$/i.test(typed(scan, i)))[0];
  if (at === undefined || !scan.draft.concept || scan.draft.concept === "bed-occupancy") return;
  use(scan, at, "measure", label.needsCapacity, { unsure: true });
  scan.gaps.push({ part: "other", text: gapText.needsCapacity });
}

/** "How many people are undernourished" where only their share is known: the share is read, and it is said. */
function doubtNumber(scan: Scan): void {
  const concept = conceptById(scan.vocabulary, scan.draft.concept ?? "");
  if (concept?.behaviour !== "ratio" || concept.unit.many !== "%") return;
  const asked = placesOf(scan, (find) => wordOf(find, "how-many") !== undefined)[0] ?? -1;
  const people = beside(scan, asked, 1, "of", "new");
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "measure")[0];
  const taken = scan.uses.get(at ?? -1);
  if (asked < 0 || at === undefined || !taken || !(people === at || wordOf(scan.finds[people], "people")))
    return;
  scan.uses.set(at, { ...taken, unsure: true });
  scan.gaps.push({ part: "other", text: gapText.shareOnly(conceptLabel(scan.vocabulary, concept.id)) });
}

/** What the count is about. A named event that dates the question has been taken before. */
function readSubject(scan: Scan): void {
  const found = placesOf(scan, (find, at) => isFree(scan, at) && readingsOf(find, "subject").length > 0);
  const { vocabulary, draft } = scan;
  for (const at of found) {
    const [first, ...others] = readingsOf(scan.finds[at], "subject").map(({ id }) => id);
    if (!first) continue;
    if (!draft.subject || subjectIsKindOf(vocabulary, first, draft.subject)) {
      draft.subject = first;
      const choices: Choice[] = others.map((id) => ({
        label: subjectLabel(vocabulary, id),
        patch: subjectPatch(scan, id),
      }));
      use(scan, at, "subject", subjectLabel(vocabulary, first), { choices, unsure: false });
    } else if (subjectIsKindOf(vocabulary, draft.subject, first)) {
      use(scan, at, "subject", subjectLabel(vocabulary, draft.subject));
    }
  }
  settleEvent(scan);
  const concept = draft.concept ? conceptById(vocabulary, draft.concept) : undefined;
  if (draft.subject && concept?.defaultSubject === draft.subject) delete draft.subject;
  if (!draft.subject && draft.concept && !concept?.defaultSubject) guessSubject(scan, draft.concept);
}

const subjectPatch = (scan: Scan, subject: string) => ({
  measure: {
    concept: scan.draft.concept ?? "cases",
    ...(subject !== "" && { subject }),
    statistic: scan.draft.statistic ?? { kind: "total" as const },
  },
});

/** A named event as subject ("deaths in the Haiti earthquake of 2010") also says when, and what kind of event is counted where no table is about it alone. */
function settleEvent(scan: Scan): void {
  const { draft, vocabulary } = scan;
  const event = draft.subject ? subjectById(vocabulary, draft.subject) : undefined;
  if (event?.kind !== "event") return;
  if (!draft.time && event.from) draft.time = { from: event.from, ...(event.to && { to: event.to }) };
  const measured = scan.index.measured.get(draft.concept ?? "");
  if (!measured || measured.has(event.id)) return;
  const wider =
    event.broader.find((id) => measured.has(id)) ??
    event.broader.find((id) =>
      [...measured.keys()].some((key) => key !== "" && subjectIsKindOf(vocabulary, id, key)),
    );
  if (!wider) return;
  draft.subject = wider;
  // Tables by kind of event count by year: the year the event fell in.
  const year = event.from?.slice(0, 4);
  if (year && draft.time?.from === event.from)
    draft.time = { from: `${year}-01-01`, to: `${(event.to ?? event.from ?? "").slice(0, 4)}-12-31` };
}

/** Without a named subject: the one whose tables fit the time asked about; when several do, the most covered, and it is said. */
export function guessSubject(scan: Scan, concept: string): void {
  const { draft, index, vocabulary } = scan;
  // Where every table is about the same, naming it adds nothing.
  if ((index.measured.get(concept)?.size ?? 0) < 2) return;
  const measuring = index.measuring.get(concept) ?? [];
  const ahead = draft.time?.from !== undefined && compareDates(draft.time.from, scan.asked) > 0;
  const counts = new Map<string, number>();
  for (const dataset of measuring) {
    if (!ahead && dataset.time && draft.time && !overlaps(dataset.time, draft.time)) continue;
    for (const measured of dataset.concepts) {
      if (measured.concept !== concept) continue;
      const key = measured.subject ?? "";
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const ranked = [...counts.entries()].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (!best || best[0] === "") return;
  draft.subject = best[0];
  if (ranked.length < 2) return;
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "measure")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  if (at === undefined || !taken) return;
  scan.uses.set(at, {
    ...taken,
    reading: `${taken.reading}: ${subjectLabel(vocabulary, best[0])}`,
    unsure: true,
    choices: ranked.slice(1, 6).map(([id]) => ({
      label: id === "" ? label.anyCause : subjectLabel(vocabulary, id),
      patch: subjectPatch(scan, id),
    })),
  });
}

function overlaps(
  data: { readonly from?: string | undefined; readonly to?: string | undefined },
  asked: { from?: string; to?: string },
): boolean {
  if (data.to && asked.from && compareDates(data.to, asked.from) < 0) return false;
  if (data.to && !asked.from && asked.to && compareDates(data.to, asked.to) < 0) return false;
  return !(data.from && asked.to && compareDates(asked.to, data.from) < 0);
}

/** No concept was named: people counted in a place are its population; anything else is said to be missing. */
function fallBack(scan: Scan): void {
  const { subject } = scan.draft;
  const ofDisease = subject !== undefined && scan.index.measured.get("cases")?.has(subject) === true;
  const subjectAt = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "subject")[0];
  if (
    ofDisease &&
    subjectAt !== undefined &&
    /report|record|confirm|detect|regist|found|had/i.test(scan.cut.text)
  ) {
    // "In how many countries was polio reported" counts its cases.
    scan.draft.concept = "cases";
    const taken = scan.uses.get(subjectAt);
    if (taken)
      scan.uses.set(subjectAt, {
        ...taken,
        reading: `${taken.reading}: ${conceptLabel(scan.vocabulary, "cases")}`,
      });
    return;
  }
  const asked = placesOf(scan, (find) => wordOf(find, "how-many") !== undefined)[0] ?? -1;
  const people = beside(scan, asked, 1, "of");
  if (
    asked >= 0 &&
    wordOf(scan.finds[people], "people") &&
    scan.draft.areas.length > 0 &&
    !scan.draft.subject &&
    nothingElse(scan)
  ) {
    scan.draft.concept = "population";
    use(scan, people, "measure", conceptLabel(scan.vocabulary, "population"), { unsure: true });
    return;
  }
  scan.gaps.push({ part: "measure", text: gapText.noMeasure });
}

const nothingElse = (scan: Scan): boolean =>
  placesOf(scan, (find, at) => isFree(scan, at) && find.readings.length === 0).length === 0;
