import { type ReactNode, Suspense } from "react";
import { Link, useLocation } from "wouter";
import type { Answer } from "../../shared/answer/answer.ts";
import type { ShownAnswer } from "../../shared/api/results.ts";
import { ReportView } from "../ask/match/match-panel.tsx";
import { useAsk } from "../ask/session-provider.tsx";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { ChartView, LargeAnswerTable, RowsBehind } from "../frame/later.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Page, SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useText } from "../text/language.tsx";
import { AnswerTable } from "./answer-table.tsx";
import { Caveats } from "./caveats.tsx";
import { CopyMenu } from "./copy-menu.tsx";
import { DecisionVerdict } from "./decision-verdict.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { RecordDecision } from "./record-decision.tsx";
import { RoughNote } from "./rough-note.tsx";
import { SealLine, Sources } from "./sources.tsx";
import { SqlView } from "./sql-view.tsx";
import { Steps } from "./steps.tsx";
import { useDrawnRows } from "./use-paged-rows.ts";
import "./answer.css";

/** A sealed answer, as it was first seen and as it will be seen in years. */
export function AnswerPage({ id }: { readonly id: string }) {
  const { t } = useText();
  const answer = useUseCase("answers.get", { id }, { staleTime: Number.POSITIVE_INFINITY });
  if (answer.data !== undefined) return <AnswerView answer={answer.data} />;
  return (
    <Page title={t("answer.title")}>
      {answer.isError ? (
        <ProblemNote problem={problemOf(answer.error)} />
      ) : (
        <p className="quiet slow">{t("loading")}</p>
      )}
    </Page>
  );
}

function AnswerView({ answer }: { readonly answer: ShownAnswer }) {
  const { t } = useText();
  return (
    <Page
      title={answer.sentence}
      above={<AnswerAbove answer={answer} />}
      side={
        <SidePanel title={t("answer.caveats", { count: answer.caveats.length })}>
          <Caveats answer={answer} />
        </SidePanel>
      }
    >
      <RoughNote answer={answer} />
      <DecisionVerdict answer={answer} />
      <Tabs label={t("answer.tabs")} pages={answerTabs(answer, t)} />
      <Sources answer={answer} />
      <SealLine answer={answer} />
      <AnswerActions answer={answer} />
    </Page>
  );
}

function AnswerAbove({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const typed = answer.question.text.trim();
  return (
    <div className="answer-above">
      <Link href={addresses.answers} className="answer-back no-print">
        <Icon name="back" size={14} />
        {t("answers.title")}
      </Link>
      <p className="quiet">
        {t("answer.question")}: {answer.questionText}
      </p>
      {typed === "" || typed === answer.questionText ? null : (
        <p className="quiet small">
          {t("answer.your-words")}: “{typed}”
        </p>
      )}
    </div>
  );
}

/** The parts of an answer behind its tabs. */
export function answerTabs(answer: ShownAnswer, t: ReturnType<typeof useText>["t"]) {
  const isLarge = answer.rowsApart !== null;
  const table = {
    id: "table",
    label: t("answer.tab-table"),
    content: () =>
      isLarge ? (
        <Later>
          <LargeAnswerTable answer={answer} />
        </Later>
      ) : (
        <AnswerTable answer={answer} />
      ),
  };
  const chart = {
    id: "chart",
    label: t("answer.tab-chart"),
    content: () => (isLarge ? <LargeChart answer={answer} /> : <ChartRoom answer={answer} />),
  };
  const hasChart = answer.chart.kind !== "none" && answer.chart.kind !== "number";
  return [
    ...(hasChart ? [chart, table] : [table]),
    { id: "steps", label: t("answer.tab-steps"), content: () => <Steps answer={answer} /> },
    {
      id: "rows",
      label: t("answer.tab-rows"),
      content: () => (
        <Later>
          <RowsBehind answer={answer} />
        </Later>
      ),
    },
    { id: "sql", label: t("answer.tab-sql"), content: () => <SqlView answer={answer} /> },
    { id: "match", label: t("answer.tab-match"), content: () => <MatchThen answer={answer} /> },
  ];
}

/** Says that its code is still on the way, if it is. */
function Later({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  return <Suspense fallback={<p className="quiet slow">{t("loading")}</p>}>{children}</Suspense>;
}

/** The chart of an answer whose rows come apart: the rows it draws are fetched for it. */
function LargeChart({ answer }: { readonly answer: Answer }) {
  const drawn = useDrawnRows(answer.id);
  if (drawn.isError) return <ProblemNote problem={problemOf(drawn.error)} />;
  if (drawn.data === undefined) return <div className="chart-room" />;
  return <ChartRoom answer={{ ...answer, table: { ...answer.table, ...drawn.data } }} />;
}

/** Keeps the chart's room free while its code is still on the way. */
function ChartRoom({ answer }: { readonly answer: Answer }) {
  return (
    <Suspense fallback={<div className="chart-room" />}>
      <ChartView answer={answer} />
    </Suspense>
  );
}

/** The match report that was sealed with the question. */
function MatchThen({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  return (
    <div className="stack">
      <h2>{t("match.heading")}</h2>
      <ReportView report={answer.match} isPast />
    </div>
  );
}

function AnswerActions({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const followUp = () => {
    const { decision: _, ...question } = answer.question;
    dispatch({ do: "load", question, text: question.text, draftId: null, restored: null });
    navigate(addresses.ask);
  };
  return (
    <div className="answer-actions no-print">
      <RecordDecision answer={answer} />
      <ExportMenu id={answer.id} />
      <CopyMenu answer={answer} />
      <Button onPress={followUp}>{t("answer.follow-up")}</Button>
      <Button onPress={() => navigate(addresses.replay(answer.id))}>{t("answer.replay")}</Button>
    </div>
  );
}
