import { useState } from "react";
import type { Answer } from "../../shared/answer/answer.ts";
import { type PlaceCandidate, sameOf } from "../../shared/answer/place-candidates.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

type Pair = { readonly one: PlaceCandidate; readonly other: PlaceCandidate["like"][number] };

/** The name that was added: in all tables where it meant nothing before, else in its own dataset only. */
function takenBack({ one, other }: Pair): { name: string; dataset: string | null } {
  const { dataset, value } = sameOf(one, other);
  const before = dataset === one.dataset && value === one.value ? one.area : other.area;
  return { name: value, dataset: before === null ? null : dataset };
}

/** Names that the joined tables do not share: offered, never joined in silence; what is accepted counts from then on. */
export function SamePlaces({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const found = useUseCase("answers.place-candidates", { id: answer.id });
  const accept = useDo("answers.same-place", ["answers.place-candidates", "datasets.list", "places.names"]);
  const undo = useDo("places.remove", ["answers.place-candidates", "datasets.list", "places.names"]);
  const [said, setSaid] = useState<Pair | null>(null);
  const pairs = (found.data ?? []).flatMap((one) => one.like.map((other): Pair => ({ one, other })));
  if (pairs.length === 0 && said === null) return null;
  return (
    <div className="stack">
      <h3>{t("answer.same-heading")}</h3>
      <p className="small quiet">{t("answer.same-help")}</p>
      <ul className="same-places">
        {pairs.map(({ one, other }) => (
          <li key={`${one.value} ${other.value}`} className="row small">
            <span>{t("answer.same-pair", { one: one.value, other: other.value })}</span>
            <Button
              isDisabled={accept.isPending}
              onPress={() => accept.mutate(sameOf(one, other), { onSuccess: () => setSaid({ one, other }) })}
            >
              {t("answer.same-accept")}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row small" role="status">
        {said === null ? null : (
          <>
            <span>{t("answer.same-accepted", { one: said.one.value, other: said.other.value })}</span>
            <Button
              isDisabled={undo.isPending}
              onPress={() => undo.mutate(takenBack(said), { onSuccess: () => setSaid(null) })}
            >
              {t("answer.same-undo")}
            </Button>
          </>
        )}
      </div>
      {undo.isError ? <ProblemNote problem={problemOf(undo.error)} /> : null}
      {accept.isError ? <ProblemNote problem={problemOf(accept.error)} /> : null}
    </div>
  );
}
