import { decodeTable } from "../../../shared/answer/table/table.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { compileVersions } from "../../../shared/plan/compile/compile-versions.ts";
import type { Question } from "../../../shared/question/question.ts";
import { filesOf, type Session } from "../session.ts";

/** The versions in a file never change: its name is the hash of its bytes. */
const known = new Map<string, readonly string[]>();

/** The days on which datasets on the question's measure published versions of their figures, newest first, each once. */
export async function publishedVersions(session: Session, question: Question): Promise<readonly string[]> {
  const concept = question.measure?.concept;
  if (concept === undefined) return [];
  const days = new Set<string>();
  for (const { dataset } of session.derived().index.factsOfConcept(concept)) {
    const column = dataset.columns.find(({ role }) => role === "vintage")?.name;
    const sha256 = currentDistribution(dataset)?.sha256;
    if (column === undefined || sha256 === undefined) continue;
    for (const day of await versionsOf(session, sha256, column)) days.add(day);
  }
  return [...days].sort().reverse();
}

async function versionsOf(session: Session, sha256: string, column: string): Promise<readonly string[]> {
  const key = `${sha256} ${column}`;
  const before = known.get(key);
  if (before) return before;
  const { sql, params, files } = compileVersions(sha256, column);
  const result = await session.engine.query({ sql, params, files: filesOf(session, files) });
  // Without the file's rows there is nothing to choose from; the run itself would say why.
  if (!result.ok) return [];
  const days = decodeTable(result.value.ipc).rows.flatMap(([day]) => (day === null ? [] : [String(day)]));
  known.set(key, days);
  return days;
}
