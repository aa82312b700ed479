import { dateWords } from "../time/span-words.ts";
import {
  type Block,
  heading,
  list,
  paragraph,
  type ReportAbout,
  type ReportDocument,
  table,
} from "./document.ts";
import {
  changedBlocks,
  draftBlocks,
  FILL_IN,
  figures,
  lessonBlocks,
  moreFigures,
  observationBlocks,
  planTable,
  said,
  unansweredBlocks,
} from "./report-parts.ts";
import type { Observation, Review } from "./review.ts";
import { ratingText } from "./sentences.ts";

/** The after-action report of a review, in the layout of HSEEP's AAR/IP or of WHO's after-action reviews. */
export function reportOf(
  review: Review,
  layout: ReportDocument["layout"],
  about: ReportAbout,
  madeAt: string,
): ReportDocument {
  const title = about.title?.trim() || `After-action report, ${period(review)}`;
  return { title, layout, madeAt, blocks: layout === "hseep" ? hseep(review, about) : who(review, about) };
}

/** The days under review, as people write them. */
const period = ({ from, to }: Review): string =>
  `${dateWords(from.slice(0, 10))} to ${dateWords(to.slice(0, 10))}`;

const asKnown = (review: Review): Block =>
  paragraph(
    `Drawn from the ledger as it was known on ${dateWords(review.knownAt.slice(0, 10))} at ${review.knownAt.slice(11, 16)} UTC. Ids in this report (Q-, A-, D-, RQ-) name its entries.`,
  );

/** After HSEEP's template: overview, analysis by capability with ratings, improvement plan. */
function hseep(review: Review, about: ReportAbout): Block[] {
  const capabilities = byCapability(review.observations);
  return [
    heading(1, "Overview"),
    table(
      ["Field", "Entry"],
      [
        ["Incident name", about.title?.trim() || FILL_IN],
        ["Incident dates", period(review)],
        ["Scope", said(about, "scope")],
        ["Core capabilities", [...capabilities.keys()].join(", ") || FILL_IN],
        ["Objectives", said(about, "objectives")],
        ["Threat or hazard", said(about, "hazard")],
        ["Sponsor", said(about, "sponsor")],
        ["Participating organisations", said(about, "organisations")],
        ["Point of contact", said(about, "contact")],
      ],
    ),
    asKnown(review),
    figures(review),
    ...moreFigures(review),
    heading(1, "Analysis of core capabilities"),
    table(
      ["Core capability", "Rating"],
      [...capabilities].map(([capability, all]) => [capability, worstRating(all)]),
    ),
    list(["P", "S", "M", "U"].map(ratingText)),
    ...[...capabilities].flatMap(([capability, all]) => [
      heading(2, capability),
      ...section("Strengths", all, "strength"),
      ...section("Areas for improvement", all, "improvement"),
    ]),
    ...draftBlocks(review, 2),
    heading(1, "Appendix A: Improvement plan"),
    planTable(review.actions, review.observations),
    heading(1, "Appendix B: Questions without an answer"),
    ...unansweredBlocks(review),
    ...[
      appendix("Answers that changed afterwards", changedBlocks(review)),
      appendix("Lessons that work on", lessonBlocks(review)),
    ]
      .filter(({ length }) => length > 0)
      .flatMap(([head, ...rest], nth) => [
        heading(1, `Appendix ${"CD"[nth] ?? ""}: ${head?.kind === "heading" ? head.text : ""}`),
        ...rest,
      ]),
  ];
}

const appendix = (name: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(1, name), ...blocks];

/** After WHO's after-action review: context, objectives, method, findings with root causes, actions. */
function who(review: Review, about: ReportAbout): Block[] {
  const pillars = byCapability(review.observations);
  return [
    heading(1, "Context"),
    paragraph(said(about, "scope")),
    paragraph(`Hazard: ${said(about, "hazard")}. Period under review: ${period(review)}.`),
    heading(1, "Objectives of the review"),
    paragraph(said(about, "objectives")),
    heading(1, "Method"),
    paragraph(
      "Review of the ledger of questions, answers, decisions and requests for data, with observations by the reviewers.",
    ),
    asKnown(review),
    paragraph(`Taking part: ${said(about, "organisations")}. Contact: ${said(about, "contact")}.`),
    heading(1, "Findings"),
    figures(review),
    ...moreFigures(review),
    ...[...pillars].flatMap(([pillar, all]) => [
      heading(2, pillar),
      ...section("Best practices", all, "strength"),
      ...section("Challenges", all, "improvement"),
    ]),
    ...draftBlocks(review, 2),
    heading(2, "Questions without an answer"),
    ...unansweredBlocks(review),
    heading(1, "Actions"),
    planTable(review.actions, review.observations),
    ...appendix("Answers that changed afterwards", changedBlocks(review)),
    ...appendix("Lessons that work on", lessonBlocks(review)),
  ];
}

function section(name: string, all: readonly Observation[], sort: Observation["sort"]): Block[] {
  const own = all.filter((one) => one.sort === sort);
  return own.length === 0 ? [] : [heading(3, name), ...own.flatMap(observationBlocks)];
}

function byCapability(observations: readonly Observation[]): Map<string, Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const one of observations) {
    const capability = one.capability?.trim() || "Data and questions";
    groups.set(capability, [...(groups.get(capability) ?? []), one]);
  }
  return groups;
}

/** A capability is as good as its worst rating. */
function worstRating(all: readonly Observation[]): string {
  return ratingText(
    (["U", "M", "S", "P"] as const).find((rating) => all.some((one) => one.rating === rating)),
  );
}
