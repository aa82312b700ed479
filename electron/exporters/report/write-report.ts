import { createHash } from "node:crypto";
import { ok, type Result } from "../../../shared/result.ts";
import type { ReportDocument } from "../../../shared/review/document.ts";
import type { Review } from "../../../shared/review/review.ts";
import { writeWholeFile } from "../whole-file.ts";
import { reportHtml } from "./html.ts";

export type ReportFormat = "html" | "docx" | "json";

/** Writes a report to a file. The JSON holds the review's figures and lists besides the text. */
export async function writeReport(
  report: ReportDocument,
  review: Review,
  format: ReportFormat,
  path: string,
): Promise<Result<{ readonly path: string; readonly sha256: string }>> {
  const content = await contentOf(report, review, format);
  const written = await writeWholeFile(path, content);
  return written.ok ? ok({ path, sha256: createHash("sha256").update(content).digest("hex") }) : written;
}

/** Writes a report that was printed elsewhere. */
export async function writePdf(
  pdf: Uint8Array,
  path: string,
): Promise<Result<{ readonly path: string; readonly sha256: string }>> {
  const written = await writeWholeFile(path, pdf);
  return written.ok ? ok({ path, sha256: createHash("sha256").update(pdf).digest("hex") }) : written;
}

async function contentOf(
  report: ReportDocument,
  review: Review,
  format: ReportFormat,
): Promise<string | Uint8Array> {
  if (format === "html") return reportHtml(report);
  if (format === "json")
    return `${JSON.stringify({ schema: "askline/report/1", ...report, review }, null, 1)}\n`;
  // Read when it is needed: the library is larger than all else that starts with the window.
  const { reportDocx } = await import("./docx.ts");
  return reportDocx(report);
}
