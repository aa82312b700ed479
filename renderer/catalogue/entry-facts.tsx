import type { ReactNode } from "react";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { freshnessStanding } from "../answer/sources.tsx";
import { call } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Badge } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** Who stands behind the data, until when it goes, under which licence. */
export function EntryFacts({ dataset }: { readonly dataset: Dataset }) {
  const { t, day } = useText();
  const summaries = useUseCase("datasets.list", {});
  const freshness = summaries.data?.find(({ id }) => id === dataset.id)?.freshness;
  const { temporal, licence } = dataset;
  const period =
    temporal === undefined
      ? t("entry.period-open")
      : `${temporal.from === undefined ? "…" : day(temporal.from)} – ${temporal.to === undefined ? "…" : day(temporal.to)}`;
  return (
    <dl className="facts">
      <Fact name={t("entry.publisher")}>{dataset.publisher.name}</Fact>
      <Fact name={t("entry.steward")}>{dataset.steward?.name ?? t("entry.steward-none")}</Fact>
      <Fact name={t("entry.licence")}>{licence?.text ?? t("entry.licence-none")}</Fact>
      {licence?.attribution === undefined ? null : (
        <Fact name={t("entry.attribution")}>{licence.attribution}</Fact>
      )}
      <Fact name={t("entry.period")}>{period}</Fact>
      {freshness === undefined ? null : (
        <Fact name={t("catalogue.column-freshness")}>
          <Badge standing={freshnessStanding(freshness)}>{t(`freshness.${freshness}`)}</Badge>
        </Fact>
      )}
      {dataset.accrualPeriodicity === undefined ? null : (
        <Fact name={t("entry.rhythm")}>{dataset.accrualPeriodicity}</Fact>
      )}
      {dataset.modified === undefined ? null : (
        <Fact name={t("entry.modified")}>{day(dataset.modified)}</Fact>
      )}
      <Fact name={t("entry.access")}>{t(`access.${dataset.access}`)}</Fact>
      {dataset.landingPage === undefined ? null : (
        <Fact name={t("entry.landing")}>
          <OutsideLink url={dataset.landingPage} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A link out of the application: the main process checks it and the system's browser opens it. */
function OutsideLink({ url }: { readonly url: string }) {
  return (
    <Button loudness="link" onPress={() => void call("external.open", { url }).catch(() => undefined)}>
      {url}
    </Button>
  );
}
