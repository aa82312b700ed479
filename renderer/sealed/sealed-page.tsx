import { answerTabs } from "../answer/answer-page.tsx";
import { Caveats } from "../answer/caveats.tsx";
import { DecisionVerdict } from "../answer/decision-verdict.tsx";
import { SealLine, Sources } from "../answer/sources.tsx";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { Note } from "../parts/note.tsx";
import { Page, SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useText } from "../text/language.tsx";
import "../answer/answer.css";

/** A sealed answer from elsewhere, as its sender saw it, with what was verified. It is in no workspace. */
export function SealedPage({ sha256 }: { readonly sha256: string }) {
  const { t, moment } = useText();
  const sealed = useUseCase("sealed.get", { sha256 }, { staleTime: Number.POSITIVE_INFINITY });
  if (sealed.data === undefined)
    return (
      <Page title={t("sealed.title")}>
        {sealed.isError ? (
          <ProblemNote problem={problemOf(sealed.error)} />
        ) : (
          <p className="quiet slow">{t("loading")}</p>
        )}
      </Page>
    );
  const { answer, manifest, signed } = sealed.data;
  return (
    <Page
      title={answer.sentence}
      above={
        <p className="quiet">
          {t("answer.question")}: {answer.questionText}
        </p>
      }
      side={
        <SidePanel title={t("answer.caveats", { count: answer.caveats.length })}>
          <Caveats answer={answer} />
        </SidePanel>
      }
    >
      <div role="status">
        <Note standing={signed === null ? "partly" : "good"}>
          <p className="note-title">{t("sealed.verified", { count: manifest.parts.length })}</p>
          <p>{t("sealed.when", { at: moment(manifest.sealedAt), by: manifest.writtenBy })}</p>
          <p>{signed === null ? t("sealed.unsigned") : t("sealed.signed", { signer: signed.signer })}</p>
          {signed === null ? null : (
            <p className="small quiet">
              {signed.known === null
                ? t("sealed.key-unknown", { key: signed.key })
                : t("sealed.key-known", { key: signed.key, known: signed.known })}
            </p>
          )}
          <p className="small quiet">{t("sealed.sha", { sha: sha256 })}</p>
        </Note>
      </div>
      <DecisionVerdict answer={answer} />
      <Tabs label={t("answer.tabs")} pages={answerTabs({ ...answer, rowsApart: null }, t)} />
      <Sources answer={answer} />
      <SealLine answer={answer} />
    </Page>
  );
}
