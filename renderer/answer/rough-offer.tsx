import { askRough, type Run } from "../data/runs.ts";
import { Button } from "../parts/button.tsx";
import { Note } from "../parts/note.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useText } from "../text/language.tsx";
import { answerTabs } from "./answer-page.tsx";
import { Caveats } from "./caveats.tsx";

/** While a run takes long: the offer of a rough answer, and the rough answer itself until the exact one is there. */
export function RoughOffer({ run }: { readonly run: Run }) {
  const { t } = useText();
  const { rough, progress, runId } = run;
  if (rough?.kind === "answer") return <RoughAnswer answer={rough.answer} />;
  if (rough?.kind === "wanted")
    return (
      <p className="quiet" role="status">
        {t("run.rough-wanted")}
      </p>
    );
  if (rough?.kind === "none") return <p className="small quiet">{rough.why}</p>;
  const offer = progress?.rough ?? null;
  if (offer === null) return null;
  if (!offer.possible) return <p className="small quiet">{offer.why}</p>;
  return (
    <Note
      standing="plain"
      actions={<Button onPress={() => void askRough(runId)}>{t("run.rough-ask")}</Button>}
    >
      {t("run.rough")}
    </Note>
  );
}

type Answered = Extract<NonNullable<Run["rough"]>, { kind: "answer" }>["answer"];

function RoughAnswer({ answer }: { readonly answer: Answered }) {
  const { t } = useText();
  const shown = answerTabs(answer, t).filter(({ id }) => id === "chart" || id === "table");
  return (
    <section className="stack" aria-label={t("run.rough-label")}>
      <div role="status">
        <Note standing="notice">{t("run.rough-label")}</Note>
      </div>
      <h2 className="rough-sentence">{answer.sentence}</h2>
      <Tabs label={t("answer.tabs")} pages={shown} />
      <Caveats answer={answer} />
    </section>
  );
}
