import type { Happening } from "../../../shared/ledger/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";

type Payload<K extends Happening["kind"]> = Extract<Happening, { kind: K }>["payload"];
type OrUndefined<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

/** What a reviewer noted; an id that is there already means new wording for the same observation. */
export type ObservationDraft = OrUndefined<Omit<Payload<"observation-recorded">, "observationId">> & {
  readonly observationId?: string | undefined;
};

/** A corrective action; an id that is there already means its newest state. */
export type ActionDraft = OrUndefined<Omit<Payload<"action-recorded">, "actionId">> & {
  readonly actionId?: string | undefined;
};

/** Records an observation of the review, or its new wording. Earlier wordings stay in the ledger. */
export async function recordObservation(
  session: Session,
  draft: ObservationDraft,
): Promise<Result<{ observationId: string }>> {
  const { observations } = session.history;
  if (draft.observationId !== undefined && !observations.has(draft.observationId))
    return unknown("observation", draft.observationId);
  const observationId = draft.observationId ?? `O-${session.around.newId()}`;
  const recorded = await session.record({
    kind: "observation-recorded",
    payload: { ...given(draft), observationId },
  });
  return recorded.ok ? ok({ observationId }) : recorded;
}

/** Records an action of the improvement plan, or its new state. */
export async function recordAction(
  session: Session,
  draft: ActionDraft,
): Promise<Result<{ actionId: string }>> {
  const { actions } = session.history;
  if (draft.actionId !== undefined && !actions.has(draft.actionId)) return unknown("action", draft.actionId);
  const actionId = draft.actionId ?? `I-${session.around.newId()}`;
  const recorded = await session.record({ kind: "action-recorded", payload: { ...given(draft), actionId } });
  return recorded.ok ? ok({ actionId }) : recorded;
}

/** Without the fields that were not given: canonical JSON has no undefined. */
function given<T extends object>(draft: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(draft).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

const unknown = (what: string, id: string): Result<never> =>
  fail({
    code: "not-found",
    message: `The ledger knows no ${what} ${id}.`,
    meaning: "Nothing was recorded.",
    remedy: "Choose one that is there, or leave the id out to record a new one.",
  });
