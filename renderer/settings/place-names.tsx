import { useState } from "react";
import type { OwnName } from "../../shared/places/own-names.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

/** Names of places that were said to mean an area here: seen, and taken out again. */
export function PlaceNames() {
  const { t } = useText();
  const info = useUseCase("workspace.info", {});
  const names = useUseCase("places.names", {});
  const remove = useDo("places.remove", ["places.names", "answers.place-candidates", "datasets.list"]);
  const add = useDo("places.add", ["places.names", "answers.place-candidates", "datasets.list"]);
  const [removed, setRemoved] = useState<OwnName | null>(null);
  const mayWrite = info.data?.readOnly === false;
  return (
    <section className="settings-part" aria-labelledby="place-names-heading">
      <h2 id="place-names-heading">{t("place-names.title")}</h2>
      <p className="small quiet">{t("place-names.note")}</p>
      {names.isError ? <ProblemNote problem={problemOf(names.error)} /> : null}
      {names.data?.length === 0 ? <p>{t("place-names.none")}</p> : null}
      {names.data === undefined || names.data.length === 0 ? null : (
        <ul className="same-places">
          {names.data.map(({ name, area, areaName, dataset }) => (
            <li key={`${name} ${dataset}`} className="row small">
              <span>
                {dataset === null
                  ? t("place-names.everywhere", { name, area: areaName, id: area })
                  : t("place-names.in-dataset", { name, area: areaName, id: area, dataset })}
              </span>
              <Button
                aria-label={t("place-names.remove-one", { name })}
                isDisabled={!mayWrite || remove.isPending}
                onPress={() =>
                  remove.mutate({ name, dataset } satisfies Pick<OwnName, "name" | "dataset">, {
                    onSuccess: () => setRemoved({ name, area, dataset }),
                  })
                }
              >
                {t("place-names.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="row small" role="status">
        {removed === null ? null : (
          <>
            <span>{t("place-names.removed", { name: removed.name })}</span>
            <Button
              isDisabled={!mayWrite || add.isPending}
              onPress={() => add.mutate(removed, { onSuccess: () => setRemoved(null) })}
            >
              {t("place-names.undo")}
            </Button>
          </>
        )}
      </div>
      {add.isError ? <ProblemNote problem={problemOf(add.error)} /> : null}
      <p className="small quiet">{t("place-names.files")}</p>
      {remove.isError ? <ProblemNote problem={problemOf(remove.error)} /> : null}
    </section>
  );
}
