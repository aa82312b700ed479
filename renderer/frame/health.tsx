import type { WorkspaceInfo } from "../../shared/api.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Note } from "../parts/note.tsx";
import { PopoverOn } from "../parts/popover.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { type Standing, StateShape } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** Workspace name and its health; the details open beside it. */
export function Health() {
  const { t } = useText();
  const info = useUseCase("workspace.info", {});
  if (info.data === undefined)
    return <p className="health quiet small">{info.isError ? "" : t("loading")}</p>;
  const { name, readOnly, engine } = info.data;
  const { standing, words } = ledgerState(info.data, t);
  return (
    <section className="health" aria-label={t("health.label")}>
      <PopoverOn
        label={t("health.details")}
        placement="top start"
        button={
          <Button loudness="quiet" className="health-button">
            <span className="health-name">{name}</span>
            <span className="health-line">
              <StateShape standing={standing} />
              {words}
            </span>
            {readOnly ? (
              <span className="health-line">
                <StateShape standing="notice" />
                {t("health.read-only")}
              </span>
            ) : null}
            <span className="health-line">
              <StateShape
                standing={
                  engine.state === "restarted" ? "notice" : engine.state === "ready" ? "good" : "plain"
                }
              />
              {t(`health.engine-${engine.state}`)}
            </span>
          </Button>
        }
      >
        <HealthDetails info={info.data} />
      </PopoverOn>
    </section>
  );
}

function ledgerState(
  info: WorkspaceInfo,
  t: ReturnType<typeof useText>["t"],
): { standing: Standing; words: string } {
  if (!info.ledger.intact) return { standing: "bad", words: t("health.ledger-broken") };
  if (info.ledger.message !== null) return { standing: "notice", words: t("health.ledger-note") };
  return { standing: "good", words: t("health.ledger-intact") };
}

function HealthDetails({ info }: { readonly info: WorkspaceInfo }) {
  const { t } = useText();
  const verify = useDo("ledger.verify");
  return (
    <div className="stack health-details">
      <p className="small quiet">{info.folder}</p>
      <p>{t("health.datasets", { count: info.datasets })}</p>
      {info.readOnly ? <Note standing="notice">{t("health.read-only-meaning")}</Note> : null}
      <h2>{t("health.ledger-heading")}</h2>
      {info.ledger.message === null ? null : (
        <Note standing={info.ledger.intact ? "notice" : "bad"}>{info.ledger.message}</Note>
      )}
      {verify.data === undefined ? null : (
        <Note standing={verify.data.intact ? "good" : "bad"}>
          <p>
            {t(verify.data.intact ? "health.verify-good" : "health.verify-bad", {
              count: verify.data.events,
            })}
          </p>
          {verify.data.problems.map((problem) => (
            <p key={problem.line}>{t("health.verify-line", { line: problem.line, text: problem.text })}</p>
          ))}
        </Note>
      )}
      {verify.isError ? <ProblemNote problem={problemOf(verify.error)} /> : null}
      <div>
        <Button onPress={() => verify.mutate({})} isBusy={verify.isPending}>
          {t("health.verify")}
        </Button>
      </div>
      <h2>{t("health.engine-heading")}</h2>
      <p className="small">
        {info.engine.version === null
          ? t(`health.engine-${info.engine.state}`)
          : t("health.engine-version", { version: info.engine.version })}
      </p>
    </div>
  );
}
