import { useState } from "react";
import { useLocation } from "wouter";
import type { Example } from "../../../shared/api/ask.ts";
import type { Problem } from "../../../shared/result.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Empty } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Tag } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { AskAbove } from "../compare/ask-above.tsx";
import { useDecisionWords } from "../decision/decision.tsx";
import { useAsk } from "../session-provider.tsx";
import "./learn.css";

/** Ten questions on real crises that open as questions of one's own. */
export function ExamplesPage() {
  const { t, language } = useText();
  const examples = useUseCase("question.examples", { language }, { keep: true });
  const [problem, setProblem] = useState<Problem | null>(null);
  const shown = problem ?? (examples.isError ? problemOf(examples.error) : null);
  return (
    <Page title={t("examples.title")} above={<AskAbove />}>
      <p>{t("examples.intro")}</p>
      {shown === null ? null : <ProblemNote problem={shown} />}
      {examples.data === undefined ? <p className="quiet slow">{t("loading")}</p> : null}
      {examples.data?.length === 0 ? <Empty title={t("examples.none")} /> : null}
      <ol className="examples">
        {(examples.data ?? []).map((example) => (
          <ExampleCard key={example.id} example={example} onProblem={setProblem} />
        ))}
      </ol>
    </Page>
  );
}

function ExampleCard({
  example,
  onProblem,
}: {
  readonly example: Example;
  readonly onProblem: (problem: Problem) => void;
}) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const decision = useDecisionWords()(example.decision ?? undefined);
  const open = async () => {
    const { text } = example;
    try {
      const reading = await call("question.parse", { text });
      dispatch({ do: "open", text, reading, decision: example.decision });
      navigate(addresses.ask);
    } catch (error) {
      onProblem(problemOf(error));
    }
  };
  return (
    <li className="example">
      <div>
        <Tag>{example.crisis}</Tag>
      </div>
      <p className="example-question">{example.text}</p>
      <p>{example.teaches}</p>
      {decision === null ? null : (
        <p className="small quiet">
          {t("part.decision")}: {decision}
        </p>
      )}
      {example.missing === null ? null : (
        <p className="small quiet">{t("examples.missing", { missing: example.missing })}</p>
      )}
      <Button onPress={() => void open()} aria-label={t("examples.open-named", { text: example.text })}>
        {t("examples.open")}
      </Button>
    </li>
  );
}
