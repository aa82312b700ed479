import { access } from "node:fs/promises";
import { fingerprintOf } from "../../../shared/canonical.ts";
import { type AnswerFiles, type KeptAnswer, openAnswerFiles } from "../../workspace/answer-files.ts";
import { readVersion } from "../../workspace/catalogue-files.ts";
import { type DataFiles, openDataFiles } from "../../workspace/data-files.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { CheckedChain } from "../../workspace/union/incoming-chain.ts";
import type { Session } from "../session.ts";

/** What came along with a chain of events. */
export type Along = {
  answers: number;
  data: number;
  versions: number;
  refused: string[];
};

/**
 * Copies what a chain's events speak of out of the folder it came in: answers as they were sealed, versions of catalogue
 * entries, and the data of answers where anyone may have them. Every file is checked against the hash that the events
 * hold. What is not there is no problem: a sender may keep back what is not open.
 */
export async function bringAlong(session: Session, folder: string, checked: CheckedChain): Promise<Along> {
  const layout = layoutOf(folder);
  const [theirs, data] = [openAnswerFiles(layout), openDataFiles(layout)];
  const along: Along = { answers: 0, data: 0, versions: 0, refused: [] };
  for (const [id, sha256] of checked.answers)
    await bringAnswer(session, { theirs, data }, { id, sha256 }, along);
  const { catalogue } = session.workspace;
  for (const { dataset, entrySha256 } of checked.versions) {
    if ((await catalogue.version(dataset, entrySha256)).ok) continue;
    const version = await readVersion(layout, dataset, entrySha256);
    if (!version.ok || version.value.id !== dataset || fingerprintOf(version.value) !== entrySha256) continue;
    await catalogue.keepVersion(version.value);
    along.versions += 1;
  }
  return along;
}

type From = { readonly theirs: AnswerFiles; readonly data: DataFiles };

async function bringAnswer(
  session: Session,
  { theirs, data }: From,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
  along: Along,
): Promise<void> {
  const { answers } = session.workspace;
  let kept: KeptAnswer;
  if (await answers.has(id)) {
    const here = await answers.read(id, sha256);
    if (!here.ok) return;
    kept = here.value;
  } else {
    if (!(await theirs.has(id))) return;
    const adopted = await answers.adopt(theirs, id, sha256);
    if (!adopted.ok) {
      along.refused.push(adopted.problem.message);
      return;
    }
    kept = adopted.value;
    along.answers += 1;
  }
  for (const file of openFiles(kept)) if (await bringData(session, data, file)) along.data += 1;
}

/** The data files of an answer whose datasets anyone may have. */
export const openFiles = ({ answer, datasets }: KeptAnswer): string[] =>
  answer.sources
    .filter(({ dataset }) => datasets.find(({ id }) => id === dataset)?.access === "open")
    .map(({ sha256 }) => sha256);

async function bringData(session: Session, theirs: DataFiles, sha256: string): Promise<boolean> {
  const { data } = session.workspace;
  if (!/^[0-9a-f]{64}$/.test(sha256) || (await data.has(sha256))) return false;
  try {
    await access(theirs.pathOf(sha256));
  } catch {
    return false;
  }
  // Taken in under the hash its bytes have: a file that is not what its name says gets in nobody's way.
  const adopted = await data.adopt(theirs.pathOf(sha256));
  return adopted.ok && adopted.value.sha256 === sha256;
}
