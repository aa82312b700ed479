import type { History, QuestionHistory, RequestRecord } from "../ledger/history.ts";
import { isOver, REQUEST_STATES } from "../requests/request.ts";
import { startOf } from "../time/periods.ts";
import { type Durations, durationsOf, type Wait } from "./durations.ts";
import type { Measures } from "./review.ts";
import { whyText } from "./sentences.ts";

/** The stretch under review: days or moments (UTC), inclusive, and the moment at which it is looked at (UTC, ISO 8601). */
export type Stretch = { readonly from: string; readonly to: string; readonly knownAt: string };

/** Whether a moment lies in the stretch. A day is the beginning of its moments' text, so days and moments compare alike. */
export const isWithin = ({ from, to }: Stretch, at: string): boolean =>
  at >= from && at.slice(0, to.length) <= to;

/** The figures of a stretch. Waits that have not ended are counted as lasting to `knownAt`. */
export function measure(history: History, stretch: Stretch): Measures {
  const questions = [...history.questions.values()].filter(({ askedAt }) => isWithin(stretch, askedAt));
  const answered = questions.filter(({ state }) => state === "answered");
  const unanswered = questions.filter(({ state }) => state !== "answered");
  const decided = decisionTimes(history);
  const waits = new Map(questions.map((one) => [one, waitFor(one.askedAt, one.answeredAt, stretch)]));
  const waitsOf = (some: readonly QuestionHistory[]) =>
    durationsOf(some.flatMap((one) => waits.get(one) ?? []));
  const decisions = [...history.decisions.values()].filter(({ at }) => isWithin(stretch, at));
  const changed = answered.flatMap(({ answerId }) => {
    const after = answerId === null ? undefined : history.answers.get(answerId);
    return after?.changed ? [after] : [];
  });
  return {
    questions: questions.length,
    answered: answered.length,
    withCaveats: answered.filter(hasCaveats).length,
    unanswered: unanswered.length,
    why: whys(unanswered),
    decisions: decisions.length,
    toAnswer: durationsOf([...waits.values()]),
    toDecision: durationsOf(
      questions
        .filter(({ hasDecision, answerId }) => hasDecision || (answerId !== null && decided.has(answerId)))
        .map((one) => waitFor(one.askedAt, decided.get(one.answerId ?? "") ?? null, stretch)),
    ),
    stale: answered.filter(({ stale }) => stale).length,
    changed: {
      answers: changed.length,
      decisions: changed.reduce((sum, after) => sum + after.decisions.length, 0),
    },
    datasets: uses(questions),
    requests: requestMeasures([...history.requests.values()], stretch),
    weeks: weeks(
      questions,
      decisions.map(({ at }) => at),
      waitsOf,
    ),
    units: units(history, questions, decided, waitsOf),
  };
}

/** The figures of each organisational unit; people of whom none is known stand together under "". Most questions first. */
function units(
  history: History,
  questions: readonly QuestionHistory[],
  decided: ReadonlyMap<string, string>,
  waitsOf: (some: readonly QuestionHistory[]) => Durations,
): Measures["units"] {
  const groups = new Map<string, QuestionHistory[]>();
  for (const question of questions) {
    const unit = history.units.get(question.askedBy) ?? "";
    const others = groups.get(unit);
    if (others) others.push(question);
    else groups.set(unit, [question]);
  }
  return [...groups]
    .map(([unit, asked]) => {
      const answered = asked.filter(({ state }) => state === "answered");
      return {
        unit,
        people: [...new Set(asked.map(({ askedBy }) => askedBy))].sort(),
        questions: asked.length,
        answered: answered.length,
        unanswered: asked.length - answered.length,
        stale: answered.filter(({ stale }) => stale).length,
        decided: answered.filter(({ answerId }) => answerId !== null && decided.has(answerId)).length,
        toAnswer: waitsOf(asked),
      };
    })
    .sort((a, b) => b.questions - a.questions || (a.unit < b.unit ? -1 : 1));
}

/** An answer whose caveats one has to know. */
const hasCaveats = ({ worstCaveat }: QuestionHistory): boolean =>
  worstCaveat === "serious" || worstCaveat === "notable";

/** The code under which a question without an answer is counted. */
export const codeOf = (question: QuestionHistory): string =>
  question.code ?? (question.state === "cancelled" ? "cancelled" : "unfinished");

/** When the first decision was recorded on each answer. */
function decisionTimes(history: History): Map<string, string> {
  const times = new Map<string, string>();
  for (const [id, { decisions }] of history.answers) if (decisions[0]) times.set(id, decisions[0].at);
  return times;
}

function waitFor(begin: string, end: string | null, { knownAt }: Stretch): Wait {
  const ms = Date.parse(end ?? knownAt) - Date.parse(begin);
  return { ms: Math.max(0, ms), open: end === null };
}

function whys(unanswered: readonly QuestionHistory[]): Measures["why"] {
  return byCount(unanswered.map(codeOf)).map(([code, count]) => ({ code, text: whyText(code), count }));
}

function uses(questions: readonly QuestionHistory[]): Measures["datasets"] {
  const asked = new Map(byCount(questions.flatMap(({ datasets }) => datasets)));
  const used = new Map(
    byCount(questions.filter(({ state }) => state === "answered").flatMap(({ datasets }) => datasets)),
  );
  return [...asked].map(([dataset, count]) => ({
    dataset,
    questions: count,
    answers: used.get(dataset) ?? 0,
  }));
}

function requestMeasures(all: readonly RequestRecord[], stretch: Stretch): Measures["requests"] {
  const opened = all.filter(({ openedAt }) => isWithin(stretch, openedAt));
  const waits = new Map<string, Wait[]>();
  for (const { steps, state } of opened)
    for (const [i, step] of steps.entries()) {
      const end = steps[i + 1]?.at ?? null;
      if (end === null && isOver(state)) continue;
      waits.set(step.to, [...(waits.get(step.to) ?? []), waitFor(step.at, end, stretch)]);
    }
  const now = new Map(byCount(opened.map(({ state }) => state)));
  const states = REQUEST_STATES.filter((state) => now.has(state) || waits.has(state));
  return {
    opened: opened.length,
    byState: states.map((state) => ({
      state,
      count: now.get(state) ?? 0,
      waiting: durationsOf(waits.get(state) ?? []),
    })),
    toEnd: durationsOf(
      opened.map(({ openedAt, state, steps }) =>
        waitFor(openedAt, isOver(state) ? (steps.at(-1)?.at ?? null) : null, stretch),
      ),
    ),
  };
}

function weeks(
  questions: readonly QuestionHistory[],
  decisions: readonly string[],
  waitsOf: (some: readonly QuestionHistory[]) => Durations,
): Measures["weeks"] {
  const weekOf = weekFinder();
  const decided = new Map(byCount(decisions.map(weekOf)));
  const byWeek = new Map<string, QuestionHistory[]>();
  for (const question of questions) {
    const week = weekOf(question.askedAt);
    const others = byWeek.get(week);
    if (others) others.push(question);
    else byWeek.set(week, [question]);
  }
  for (const week of decided.keys()) if (!byWeek.has(week)) byWeek.set(week, []);
  return [...byWeek]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, asked]) => {
      const answered = asked.filter(({ state }) => state === "answered");
      const waits = waitsOf(asked);
      return {
        from,
        questions: asked.length,
        answered: answered.length,
        withCaveats: answered.filter(hasCaveats).length,
        unanswered: asked.length - answered.length,
        stale: answered.filter(({ stale }) => stale).length,
        decisions: decided.get(from) ?? 0,
        medianHours: waits.median,
        p90Hours: waits.p90,
      };
    });
}

/** The Monday of a moment's week. Days come again and again, so each is worked out once. */
function weekFinder(): (at: string) => string {
  const known = new Map<string, string>();
  return (at) => {
    const day = at.slice(0, 10);
    const week = known.get(day) ?? startOf("week", day);
    known.set(day, week);
    return week;
  };
}

function byCount(items: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
