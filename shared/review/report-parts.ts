import { dateWords } from "../time/span-words.ts";
import { type Block, heading, list, paragraph, type ReportAbout, table } from "./document.ts";
import { draftObservations } from "./drafts.ts";
import type { Action, Observation, Review } from "./review.ts";
import { hoursText, requestStateText } from "./sentences.ts";

/** What nobody has said yet stays visible as a gap. */
export const FILL_IN = "[to be filled in]";

export const said = (about: ReportAbout, part: keyof ReportAbout): string => about[part]?.trim() || FILL_IN;

const share = (part: number, all: number): string =>
  all === 0 ? "–" : `${Math.round((100 * part) / all)} %`;

/** The figures of the period, in a table: the same that the review page shows. */
export function figures({ measures: m }: Review): Block {
  const wait = (name: string, { ended, open, median, p90 }: Review["measures"]["toAnswer"]) => [
    name,
    `median ${hoursText(median)}; nine in ten: ${hoursText(p90)}`,
    `${ended} came to an end, ${open} still open`,
  ];
  return table(
    ["Figure", "Value", "Rests on"],
    [
      ["Questions asked", String(m.questions), ""],
      ["Answered", `${m.answered} (${share(m.answered, m.questions)})`, `${m.withCaveats} with caveats`],
      [
        "Not answered",
        `${m.unanswered} (${share(m.unanswered, m.questions)})`,
        m.why.map(({ text, count }) => `${text}: ${count}`).join("; "),
      ],
      wait("From question to answer", m.toAnswer),
      wait("From question to decision", m.toDecision),
      ["Decisions recorded", String(m.decisions), ""],
      ["Answers from stale data", `${m.stale} (${share(m.stale, m.answered)})`, ""],
      [
        "Answers that changed later",
        String(m.changed.answers),
        `${m.changed.decisions} decisions rest on them`,
      ],
      [
        "Requests for data",
        String(m.requests.opened),
        m.requests.byState.map(({ state, count }) => `${requestStateText(state)}: ${count}`).join("; "),
      ],
    ],
  );
}

/** Figures by unit and by state of requests; nothing where there is nothing to tell. */
export function moreFigures({ measures: m }: Review): Block[] {
  const units = m.units.filter(({ unit }) => unit !== "");
  return [
    ...(units.length === 0
      ? []
      : [
          table(
            ["Unit", "Questions", "Answered", "Half answered within", "Nine in ten within"],
            m.units.map(({ unit, questions, answered, toAnswer }) => [
              unit || "No unit given",
              String(questions),
              String(answered),
              hoursText(toAnswer.median),
              hoursText(toAnswer.p90),
            ]),
          ),
        ]),
    ...(m.requests.opened === 0
      ? []
      : [
          table(
            ["State of a request", "In it now", "Half leave it within", "Nine in ten within"],
            m.requests.byState.map(({ state, count, waiting }) => [
              requestStateText(state),
              String(count),
              waiting.ended + waiting.open === 0 ? "–" : hoursText(waiting.median),
              waiting.ended + waiting.open === 0 ? "–" : hoursText(waiting.p90),
            ]),
          ),
        ]),
  ];
}

/** Answers that came out different later, those first on which most was decided. */
export function changedBlocks({ changed }: Review): Block[] {
  if (changed.length === 0) return [];
  return [
    table(
      ["Answer", "What changed", "Decided on it"],
      changed.map(({ answerId, sentence, text, decisions }) => [
        `${sentence} (${answerId})`,
        text,
        decisions.map(({ what, who }) => `${what} (${who})`).join("; ") || "nothing",
      ]),
    ),
  ];
}

const LESSONS = {
  template: "Question to ask again",
  alias: "Word for a measure",
  "standing-request": "Standing request",
  drill: "Drill",
} as const;

/** What was learned and works on. */
export function lessonBlocks({ lessons, observations }: Review): Block[] {
  const active = lessons.filter(({ state }) => state === "active");
  if (active.length === 0) return [];
  const textOf = new Map(observations.map((one) => [one.observationId, one.text]));
  return [
    table(
      ["What it became", "Lesson", "From the observation"],
      active.map(({ lesson, observationId }) => [
        LESSONS[lesson.sort],
        lessonWords(lesson),
        textOf.get(observationId ?? "") ?? "–",
      ]),
    ),
  ];
}

function lessonWords(lesson: Review["lessons"][number]["lesson"]): string {
  switch (lesson.sort) {
    case "template":
      return lesson.text;
    case "alias":
      return `“${lesson.words}” means ${lesson.concept}`;
    case "standing-request":
      return `${lesson.wanted}, every ${lesson.everyDays} days from ${dateWords(lesson.from)}`;
    case "drill":
      return `${lesson.title}, ${dateWords(lesson.on)}, ${lesson.questions.length} questions`;
  }
}

/** How an observation is told: text, cause, recommendation, and what shows it. */
export function observationBlocks({ text, rootCause, recommendation, about }: Observation): Block[] {
  return [
    paragraph(text),
    ...(rootCause ? [paragraph(`Root cause: ${rootCause}`)] : []),
    ...(recommendation ? [paragraph(`Recommendation: ${recommendation}`)] : []),
    ...(about.length > 0 ? [paragraph(`Shown by: ${about.join(", ")}`)] : []),
  ];
}

/** The improvement plan, an action a row. */
export function planTable(actions: readonly Action[], observations: readonly Observation[]): Block {
  const byId = new Map(observations.map((one) => [one.observationId, one]));
  return table(
    ["Capability", "Issue", "Corrective action", "Element", "Responsible", "Start", "Completion", "State"],
    actions.map(({ observationId, what, element, owner, since, due, state }) => {
      const issue = byId.get(observationId ?? "");
      return [
        issue?.capability ?? "–",
        issue?.text ?? "–",
        what,
        element ?? "–",
        owner,
        dateWords(since.slice(0, 10)),
        due === undefined ? FILL_IN : dateWords(due),
        state,
      ];
    }),
  );
}

/** What the ledger suggests and nobody has confirmed: marked as such. */
export function draftBlocks(review: Review, level: 2 | 3): Block[] {
  const drafts = draftObservations(review);
  if (drafts.length === 0) return [];
  return [
    heading(level, "Drafts from the ledger, not confirmed by a reviewer"),
    list(
      drafts.map(
        ({ sort, text, about }) =>
          `${sort === "strength" ? "Strength" : "Area for improvement"}: ${text}${about.length > 0 ? ` (${about.slice(0, 10).join(", ")}${about.length > 10 ? ` and ${about.length - 10} more` : ""})` : ""}`,
      ),
    ),
  ];
}

/** The register of questions without an answer. */
export function unansweredBlocks({ unanswered }: Review): Block[] {
  if (unanswered.length === 0) return [paragraph("Every question of the period was answered.")];
  return [
    table(
      ["Asked", "Question", "Why not answered", "Request"],
      unanswered.map(({ at, text, why, requestId }) => [
        dateWords(at.slice(0, 10)),
        text,
        why,
        requestId ?? "none",
      ]),
    ),
  ];
}
