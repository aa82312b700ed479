import type { MergeReport, OtherLedger } from "../../shared/api/ledger.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { closeMerge, startMerge, useMerging } from "./merging.ts";

/** Whose ledgers are here beside the own one, and the ways in and out. */
export function OtherLedgers() {
  const { t } = useText();
  const info = useUseCase("workspace.info", {});
  const ledgers = useUseCase("ledgers.list", {});
  const bundle = useDo("ledgers.bundle");
  const merging = useMerging();
  const isBusy = merging.state === "running";
  const mayWrite = info.data?.readOnly === false;
  return (
    <section className="settings-part" aria-labelledby="ledgers-heading">
      <h2 id="ledgers-heading">{t("ledgers.title")}</h2>
      <p className="small quiet">{t("ledgers.note")}</p>
      {ledgers.isError ? <ProblemNote problem={problemOf(ledgers.error)} /> : null}
      {ledgers.data?.length === 0 ? <p>{t("ledgers.none")}</p> : null}
      {ledgers.data === undefined || ledgers.data.length === 0 ? null : (
        <ul className="stack">
          {ledgers.data.map((ledger) => (
            <LedgerLine key={ledger.name} ledger={ledger} />
          ))}
        </ul>
      )}
      <div className="row">
        <Button isDisabled={!mayWrite || isBusy} onPress={() => void startMerge({ choose: "file" })}>
          {t("ledgers.add-file")}
        </Button>
        <Button isDisabled={!mayWrite || isBusy} onPress={() => void startMerge({ choose: "folder" })}>
          {t("ledgers.add-folder")}
        </Button>
        <Button isDisabled={!mayWrite || bundle.isPending} onPress={() => bundle.mutate({})}>
          {t("ledgers.bundle")}
        </Button>
      </div>
      <p className="small quiet">{t("ledgers.bundle-note")}</p>
      {isBusy ? (
        <p className="quiet slow" role="status">
          {t("ledgers.adding")}
        </p>
      ) : null}
      {merging.state === "failed" ? <ProblemNote problem={merging.problem} /> : null}
      {merging.state === "done" ? <Merged report={merging.report} /> : null}
      {bundle.isError ? <ProblemNote problem={problemOf(bundle.error)} /> : null}
      {bundle.data ? (
        <div role="status">
          <Note standing="good">
            <p className="settings-folder">
              {t("ledgers.bundled", {
                events: bundle.data.events,
                answers: bundle.data.answers,
                path: bundle.data.path,
              })}
            </p>
          </Note>
        </div>
      ) : null}
    </section>
  );
}

function LedgerLine({ ledger }: { readonly ledger: OtherLedger }) {
  const { t, moment } = useText();
  const { signer, key, events, lastEventAt, mergedAt, from, broken } = ledger;
  return (
    <li>
      <p>{signer}</p>
      <p className="small quiet">
        {t("ledgers.facts", {
          events,
          last: moment(lastEventAt),
          at: mergedAt === null ? "–" : moment(mergedAt),
          from: from ?? "–",
        })}
      </p>
      <p className="small quiet">{t("ledgers.key", { key })}</p>
      {broken === null ? null : <p className="small">{t("ledgers.not-all", { why: broken })}</p>}
    </li>
  );
}

function Merged({ report }: { readonly report: MergeReport }) {
  const { t } = useText();
  const { ledgers, refused, answers, data, versions } = report;
  const isAll = refused.length === 0 && ledgers.every(({ broken }) => broken === null);
  return (
    <div role="status">
      <Note
        standing={isAll ? "good" : "partly"}
        actions={<Button onPress={closeMerge}>{t("ledgers.close")}</Button>}
      >
        {ledgers.map(({ signer, key, events, fresh, from, broken }) => (
          <p key={`${from} ${key} ${events}`}>
            {fresh === 0
              ? t("ledgers.nothing-new", { signer })
              : t("ledgers.added", { signer, count: fresh })}
            {broken === null ? "" : ` ${t("ledgers.not-all", { why: broken })}`}
          </p>
        ))}
        {answers + data + versions === 0 ? null : <p>{t("ledgers.along", { answers, data, versions })}</p>}
        {refused.map(({ from, text }) => (
          <p key={`${from} ${text}`}>
            <span className="settings-folder">{t("ledgers.refused", { from })}</span> {text}
          </p>
        ))}
      </Note>
    </div>
  );
}
