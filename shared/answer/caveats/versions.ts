import { dateWords } from "../../plan/words.ts";
import { daysBetween } from "../../time/calendar.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import type { BranchResult } from "../table/read-result.ts";

/** Versions of a source that is published again and again lie at most so many days apart, or the gap is worth a warning. */
const USUAL_DAYS = 31;

/** Which published version the figure is from, where that is another one than asked, and newer ones that hold it too. */
export function versions(context: Context): Caveat[] {
  const [used] = context.figures.main.version;
  if (!used || used.t === null) return [];
  return [...otherThanAsked(context, used.t), ...revisedSince(context, used)];
}

function otherThanAsked({ question, window }: Context, used: string): Caveat[] {
  const asked = question.asPublished;
  if (asked === undefined || asked === used) return [];
  const [lacks, has] =
    window.to === undefined ? ["", ""] : [` that holds ${dateWords(window.to)}`, " that does"];
  return [
    {
      code: "assumed",
      severity: daysBetween(used, asked) > USUAL_DAYS ? "serious" : "notable",
      text: `There is no version of ${dateWords(asked)}${lacks}; the newest before it${has}, of ${dateWords(used)}, was used.`,
      evidence: { dates: [asked, used] },
    },
  ];
}

/** The source has published the same days again since: the figure may have been revised. */
function revisedSince({ question, figures }: Context, used: BranchResult["version"][number]): Caveat[] {
  if (used.t === null || used.t2 === null || used.t2 <= used.t) return [];
  // A comparison of two versions says itself what was revised.
  if (question.against?.kind === "published-version" || figures.compared.some(({ difference }) => difference))
    return [];
  return [
    {
      code: "revised-since",
      severity: "notable",
      text: `This is the version of ${dateWords(used.t)}. The source has published these days again since, last on ${dateWords(used.t2)}; the figure may have been revised.`,
      evidence: { dates: [used.t, used.t2] },
    },
  ];
}
