import type { TimeCoverage } from "../../catalogue/time-coverage.ts";
import type { Question } from "../../question/question.ts";
import { dayNumber } from "../../time/calendar.ts";
import type { DatasetFacts } from "../facts.ts";
import { GRAIN_DAYS } from "../grain-days.ts";
import type { Criterion } from "../report.ts";
import { grainWord, say } from "../sentences.ts";

/** The days a question needs, open ends filled from the table; null when it asks for all times or says nothing. */
function neededDays(question: Question, time: TimeCoverage): { first: number; last: number } | null {
  const asked = question.time;
  if (asked === undefined || asked.any === true || (asked.from === undefined && asked.to === undefined))
    return null;
  const to = asked.to ?? time.to;
  // "by 30 April" needs the figures up to that day only, wherever the series starts.
  const from = asked.from ?? (dayNumber(time.from) <= dayNumber(to) ? time.from : to);
  return { first: dayNumber(from), last: dayNumber(to) };
}

/** Whether the table's rhythm can show what is asked: a day cannot be read from yearly figures. */
function tooCoarse(
  question: Question,
  time: TimeCoverage,
  needed: { first: number; last: number } | null,
): string | null {
  if (time.grain === null || time.pointOnly) return null;
  const grain = GRAIN_DAYS[time.grain];
  const asked = question.time?.grain;
  if (asked !== undefined && grain > GRAIN_DAYS[asked] * 1.05) return `${grainWord(asked)} figures`;
  if (needed === null || question.time?.from === undefined || time.grain === "hour" || time.grain === "day")
    return null;
  const length = needed.last - needed.first + 1;
  if (grain <= length * 1.05 + 1) return null;
  return length === 1 ? "a single day" : `${length} days`;
}

const fieldOf = (time: TimeCoverage): string => (time.seen ? "distributions.profile" : "temporal");

const criterion = (
  verdict: Criterion["verdict"],
  figure: number | null,
  text: string,
  field: string,
): Criterion => ({
  code: "time",
  verdict,
  figure,
  text,
  field,
});

function judgePoint(question: Question, time: TimeCoverage): Criterion {
  const needed = neededDays(question, time);
  const on = dayNumber(time.to);
  const text = say.timePoint(time.to);
  if (needed === null) return criterion("met", 1, text, fieldOf(time));
  // Figures as of one day answer a question about that day; a window around it is only partly answered.
  if (needed.first === on && needed.last === on) return criterion("met", 1, text, fieldOf(time));
  if (needed.first <= on && on <= needed.last) {
    const whole = question.time?.from === undefined;
    return criterion(whole ? "met" : "partly", whole ? 1 : 0.3, text, fieldOf(time));
  }
  return criterion("not-met", 0, say.timePointOther(time.to), fieldOf(time));
}

/** Whether the question wants figures as they were published at some time. */
export const asksForVersion = ({ asPublished, against }: Question): boolean =>
  asPublished !== undefined || against?.kind === "published-version";

function judgeVersions(facts: DatasetFacts, question: Question): Criterion | null {
  const wanted = asksForVersion(question);
  if (wanted && facts.dataset.columns.length === 0)
    return criterion("unknown", null, say.timeVersionsUnknown, "columns");
  if (wanted && facts.vintage === null) return criterion("not-met", 0, say.timeNoVersions, "columns");
  return null;
}

/** A table that keeps many versions of the same days is second choice where no version is asked for. */
function versioned(facts: DatasetFacts, question: Question, judged: Criterion): Criterion {
  const wanted = asksForVersion(question);
  if (facts.vintage === null || wanted || judged.verdict === "not-met") return judged;
  const figure = (judged.figure ?? 1) * 0.7;
  return { ...judged, verdict: "partly", figure, text: `${judged.text} ${say.timeVersions}` };
}

/** Is the time asked covered, without gaps, at the grain asked? Figure: covered share of the days asked, 0…1. */
export function judgeTime(facts: DatasetFacts, question: Question): Criterion {
  const versions = judgeVersions(facts, question);
  if (versions !== null) return versions;
  const time = facts.time;
  if (time === null) {
    return criterion("unknown", null, say.timeUnknown, "temporal");
  }
  if (time.pointOnly && time.from === time.to) return judgePoint(question, time);
  const needed = neededDays(question, time);
  const coarse = tooCoarse(question, time, needed);
  if (coarse !== null && time.grain !== null) {
    return criterion("not-met", 0, say.timeTooCoarse(time.grain, coarse), fieldOf(time));
  }
  if (needed === null)
    return versioned(facts, question, criterion("met", 1, say.timeAny(time.from, time.to), fieldOf(time)));
  const first = dayNumber(time.from);
  const last = dayNumber(time.to);
  const length = needed.last - needed.first + 1;
  const common = Math.min(last, needed.last) - Math.max(first, needed.first) + 1;
  const share = Math.max(0, common) / Math.max(1, length);
  const least = question.needs?.leastCoverage ?? 0;
  if (share === 0 || (question.time?.from === undefined && needed.last > last)) {
    return criterion("not-met", 0, say.timeNone(time.from, time.to), fieldOf(time));
  }
  if (share < 1) {
    const verdict = share < least ? "not-met" : "partly";
    return versioned(
      facts,
      question,
      criterion(verdict, share, say.timePart(share, time.from, time.to), fieldOf(time)),
    );
  }
  if (time.filled !== null && time.filled < 0.9) {
    const text = `${say.timeMet(time.from, time.to)} ${say.timeGaps(time.filled)}`;
    const verdict = time.filled < least ? "not-met" : "partly";
    return versioned(facts, question, criterion(verdict, 0.5 + time.filled / 2, text, fieldOf(time)));
  }
  return versioned(facts, question, criterion("met", 1, say.timeMet(time.from, time.to), fieldOf(time)));
}
