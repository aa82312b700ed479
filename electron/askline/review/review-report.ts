import type { Result } from "../../../shared/result.ts";
import { ok } from "../../../shared/result.ts";
import type { ReportAbout, ReportDocument } from "../../../shared/review/document.ts";
import { reportOf } from "../../../shared/review/report.ts";
import { type ReportFormat, writeReport } from "../../exporters/report/write-report.ts";
import type { Session } from "../session.ts";
import { type ReviewAsked, review } from "./review.ts";

/** Which report: the stretch, the layout, and what only people know. */
export type ReportAsked = {
  readonly stretch: ReviewAsked;
  readonly layout: ReportDocument["layout"];
  readonly about: ReportAbout;
};

/** The after-action report as it can be drawn up now, for reading and printing. */
export async function report(session: Session, asked: ReportAsked): Promise<Result<ReportDocument>> {
  const reviewed = await review(session, asked.stretch);
  if (!reviewed.ok) return reviewed;
  const madeAt = new Date(session.around.now()).toISOString();
  return ok(reportOf(reviewed.value, asked.layout, asked.about, madeAt));
}

/** Writes the after-action report to a file. */
export async function exportReport(
  session: Session,
  asked: ReportAsked,
  format: ReportFormat,
  path: string,
): Promise<Result<{ readonly path: string; readonly sha256: string }>> {
  const reviewed = await review(session, asked.stretch);
  if (!reviewed.ok) return reviewed;
  const made = await report(session, asked);
  return made.ok ? writeReport(made.value, reviewed.value, format, path) : made;
}
