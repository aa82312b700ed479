import type { Standing } from "../../../shared/api/sources.ts";
import { authorityFor } from "../../../shared/catalogue/authority.ts";
import type { Dataset, Measure } from "../../../shared/catalogue/dataset.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Disagreement } from "../../../shared/sources/disagreement.ts";
import { designatedDiffers, leaningWords, otherDiffers } from "../../../shared/sources/sentences.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { named } from "./authority.ts";
import { knownDisagreement, measureDisagreement } from "./disagreement.ts";
import { strictlyHeld } from "./same-people.ts";
import { isQuick } from "./sources.ts";

/** A measure of a dataset that is to answer, and the one place that is asked for, where it is one. */
export type StandingAsk = {
  readonly dataset: string;
  readonly measure: string;
  readonly area?: string | undefined;
};

type Found = {
  readonly dataset: Dataset;
  readonly measure: Measure;
  readonly rivals: ReturnType<typeof authorityFor>;
};

function find(session: Session, { dataset: id, measure: measureId, area }: StandingAsk): Found | null {
  const held = strictlyHeld(session.workspace.catalogue);
  const dataset = held.find((one) => one.id === id);
  const measure = dataset?.measures.find((one) => one.id === measureId);
  if (dataset === undefined || measure === undefined) return null;
  const { concept, subject } = measure;
  const rivals = authorityFor(held, { concept, subject, area }, session.derived().vocabulary);
  return { dataset, measure, rivals };
}

const thingOf = ({ concept, subject }: Measure) => ({ concept, subject: subject ?? null });

/**
 * How a dataset stands among the sources of what it is asked for: how many others there are, who is designated, and in one
 * sentence how far the two differ there; where it is the designated one itself, how far the first other one does.
 */
export async function standing(
  session: Session,
  ask: StandingAsk,
  options: RunOptions = {},
): Promise<Result<Standing>> {
  const found = find(session, ask);
  if (found === null)
    return fail({ code: "not-found", message: "This dataset, or what it measures, is no longer here." });
  const { dataset, measure, rivals } = found;
  const { designated, competing } = rivals;
  const others =
    competing.filter(({ id }) => id !== dataset.id).length + (designated && designated !== dataset ? 1 : 0);
  const base = { ...thingOf(measure), others, designated: designated ? named(designated) : null };
  if (designated === null) return ok({ ...base, text: null });
  for (const other of designated === dataset ? competing : [dataset]) {
    const pair = { datasets: [designated, other], thing: thingOf(measure), area: ask.area ?? null } as const;
    const measured = isQuick(pair.datasets)
      ? await measureDisagreement(session, pair, options)
      : await knownDisagreement(session, pair);
    if (measured === null) continue;
    if (measured.ok && measured.value.limits.length === 0)
      return ok({ ...base, text: sentenceOf(measured.value, designated === dataset) });
    if (!measured.ok && measured.problem.code !== "not-answerable" && measured.problem.code !== "held-back")
      return measured;
  }
  return ok({ ...base, text: null });
}

/** From the other one's side, the signs are turned round: `lean` is the first side's over the second's. */
function sentenceOf({ lean, median, periods, grain, sides }: Disagreement, isDesignated: boolean): string {
  if (!isDesignated) return designatedDiffers(sides[0].title, leaningWords(lean, median), periods, grain);
  const back = lean === null || lean <= -1 ? null : -lean / (1 + lean);
  return otherDiffers(sides[1].title, leaningWords(back, median), periods, grain);
}

/** What is known, without computing anything, of how the designated source differs from a dataset that answers beside it. */
export async function knownDesignated(
  session: Session,
  ask: StandingAsk,
): Promise<{
  readonly text: string;
  readonly count: number;
  readonly dates: readonly [string, string];
} | null> {
  const found = find(session, ask);
  const designated = found?.rivals.designated;
  if (!found || !designated || designated === found.dataset) return null;
  const pair = { datasets: [designated, found.dataset], thing: thingOf(found.measure) } as const;
  for (const area of ask.area === undefined ? [null] : [ask.area, null]) {
    const known = await knownDisagreement(session, { ...pair, area });
    if (known?.ok && known.value.limits.length === 0) {
      const { cells, from, to } = known.value;
      return {
        text: sentenceOf(known.value, false),
        count: cells,
        dates: [from.slice(0, 10), to.slice(0, 10)],
      };
    }
  }
  return null;
}
