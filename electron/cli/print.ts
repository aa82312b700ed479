import type { Answer } from "../../shared/answer/answer.ts";
import type { MatchEntry } from "../../shared/match/report.ts";
import type { Problem } from "../../shared/result.ts";

/** Writes one JSON value and a line end to standard output. */
export const writeJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

/** Writes lines of text to standard output. */
export const writeLines = (lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(""));
};

/** Says on standard error what happened, what it means and what to do. */
export function writeProblem(problem: Problem): void {
  const lines = [problem.message, problem.meaning, problem.remedy].filter((line) => line !== undefined);
  process.stderr.write(`${lines.map(printable).join("\n")}\n`);
  if (problem.detail && process.env.ASKLINE_DETAIL) process.stderr.write(`${printable(problem.detail)}\n`);
}

/** Text from catalogues and files must not steer the terminal: control characters become a visible sign. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\uFFFD");

/** An answer as a person reads it in a terminal. */
export function answerLines(answer: Answer): string[] {
  return [
    answer.sentence,
    ...(answer.decision ? [answer.decision.text] : []),
    "",
    ...(answer.value === null ? tableLines(answer) : []),
    ...answer.caveats.map((caveat) => `${MARK[caveat.severity]} ${caveat.text}`),
    ...answer.sources.map(
      (source) =>
        `Source: ${source.title} · ${source.publisher} · ${source.licence ?? "licence not stated"} · data until ${source.dataUntil ?? "unknown"}`,
    ),
    ...(answer.unsure.length > 0 ? [`Not surely understood: ${answer.unsure.join(", ")}`] : []),
    `Answer ${answer.id} · fingerprint ${answer.fingerprint.slice(0, 16)} · ${Math.round(answer.tookMs)} ms`,
  ];
}

const MARK = { serious: "!!", notable: "! ", minor: "· " } as const;

const MOST_ROWS = 40;

function tableLines(answer: Answer): string[] {
  const { columns, rows } = answer.table;
  const head = columns.map((column) => (column.unit ? `${column.label} (${column.unit})` : column.label));
  const body = rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => (cell === null ? "–" : String(cell))));
  const widths = head.map((title, i) => Math.max(title.length, ...body.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) =>
        columns[i]?.type === "number" ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const rest = rows.length - body.length;
  return [line(head), ...body.map(line), ...(rest > 0 ? [`… and ${rest} more rows`] : []), ""];
}

/** A match entry as a person reads it: verdict, dataset, reason, then each criterion. */
export function matchLines(entry: MatchEntry): string[] {
  return [
    `${entry.verdict}  ${entry.title}  [${entry.dataset}]`,
    `    ${entry.reason}`,
    ...entry.criteria.map(
      (criterion) => `    ${SIGN[criterion.verdict]} ${criterion.code}: ${criterion.text}`,
    ),
  ];
}

const SIGN = { met: "✓", partly: "~", "not-met": "✗", unknown: "?" } as const;
