import type { ReactNode } from "react";
import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { freshnessStanding } from "../../answer/sources.tsx";
import { call } from "../../data/bridge.ts";
import { Button } from "../../parts/button.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";

/** Who stands behind the data, until when it goes, under which licence. */
export function EntryFacts({ account }: { readonly account: EntryAccount }) {
  const { t, day, number } = useText();
  const { dataset, approval } = account;
  const contact = dataset.steward?.contact ?? dataset.contact?.contact ?? dataset.contact?.name;
  const { state, ageDays, rhythmDays } = account.freshness;
  const { temporal, licence } = dataset;
  const period =
    temporal === undefined
      ? t("entry.period-open")
      : `${temporal.from === undefined ? "…" : day(temporal.from)} – ${temporal.to === undefined ? "…" : day(temporal.to)}`;
  return (
    <dl className="facts">
      <Fact name={t("entry.publisher")}>{dataset.publisher.name}</Fact>
      <Fact name={t("entry.steward")}>{dataset.steward?.name ?? t("entry.steward-none")}</Fact>
      {contact === undefined ? null : <Fact name={t("entry.contact")}>{contact}</Fact>}
      <Fact name={t("entry.licence")}>{licence?.text ?? t("entry.licence-none")}</Fact>
      {licence?.attribution === undefined ? null : (
        <Fact name={t("entry.attribution")}>{licence.attribution}</Fact>
      )}
      <Fact name={t("entry.period")}>{period}</Fact>
      <Fact name={t("catalogue.column-freshness")}>
        <Badge standing={freshnessStanding(state)}>{t(`freshness.${state}`)}</Badge>
        {ageDays === null ? null : <span className="small quiet"> {t("entry.age", { count: ageDays })}</span>}
      </Fact>
      <Fact name={t("entry.rhythm")}>
        {dataset.accrualPeriodicity === undefined
          ? t("entry.licence-none")
          : rhythmDays === null || rhythmDays < 1
            ? dataset.accrualPeriodicity
            : t("entry.rhythm-days", { count: rhythmDays })}
      </Fact>
      {dataset.modified === undefined ? null : (
        <Fact name={t("entry.modified")}>{day(dataset.modified)}</Fact>
      )}
      <Fact name={t("entry.access")}>{t(`access.${dataset.access}`)}</Fact>
      <Fact name={t("edit.legal")}>
        {dataset.legalBasis ?? t(dataset.access === "open" ? "entry.legal-open" : "entry.licence-none")}
      </Fact>
      {dataset.terms === undefined ? null : <Fact name={t("entry.terms")}>{dataset.terms}</Fact>}
      {dataset.access === "open" ? null : (
        <Fact name={t("entry.smallest")}>{number(dataset.smallestCell)}</Fact>
      )}
      {account.editable || approval !== null ? (
        <Fact name={t("entry.approval")}>
          <Approval approval={approval} />
        </Fact>
      ) : null}
      {dataset.landingPage === undefined ? null : (
        <Fact name={t("entry.landing")}>
          <OutsideLink url={dataset.landingPage} />
        </Fact>
      )}
    </dl>
  );
}

/** Who stands for the entry as it is, or stood for it before it changed. */
function Approval({ approval }: Pick<EntryAccount, "approval">) {
  const { t, moment } = useText();
  if (approval === null) return <Badge standing="unknown">{t("entry.not-approved")}</Badge>;
  const said = { name: approval.by, at: moment(approval.at) };
  return approval.current ? (
    <Badge standing="good">{t("entry.approved", said)}</Badge>
  ) : (
    <Badge standing="notice">{t("entry.approval-dropped", said)}</Badge>
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
