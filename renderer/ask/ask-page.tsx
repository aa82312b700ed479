import type { Question } from "../../shared/question/question.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { DecisionLine } from "./decision/decision.tsx";
import { Findings } from "./findings.tsx";
import { TourNote } from "./learn/tour-note.tsx";
import { LOOKED_AHEAD_MS, useLookAsked } from "./look-asked.ts";
import { MatchPanel } from "./match/match-panel.tsx";
import { QuestionMenu } from "./question-menu.tsx";
import { useQuestionOfAddress } from "./question-of-address.ts";
import { Seal } from "./seal.tsx";
import { Marks } from "./sentence/marks.tsx";
import { Sentence } from "./sentence/sentence.tsx";
import { openGaps } from "./session.ts";
import { useAsk } from "./session-provider.tsx";
import { Suggestions } from "./suggestions.tsx";
import { TextBox } from "./text-box.tsx";
import { UndoRedo } from "./undo-redo.tsx";
import "./ask.css";

/** From a worry to a sealed question. */
export function AskPage() {
  const { t, moment } = useText();
  const { session, dispatch, saved } = useAsk();
  const problem = useQuestionOfAddress();
  const { question } = session.now;
  const asked = useLookAsked();
  const look = useUseCase("question.look", asked(question ?? BLANK), {
    enabled: question !== null,
    keep: true,
    staleTime: LOOKED_AHEAD_MS,
  });
  const seen = question === null ? undefined : look.data;
  const isCopy = session.past.length === 1 && session.past[0]?.name.kind === "copy";
  return (
    <Page
      title={t("ask.title")}
      actions={
        question === null ? undefined : (
          <>
            <span className="small quiet" aria-live="polite">
              {saved === "saved" ? t("ask.saved") : saved === "waiting" ? t("ask.saving") : ""}
            </span>
            <UndoRedo />
            <QuestionMenu question={question} />
            <Button loudness="quiet" onPress={() => dispatch({ do: "clear" })}>
              {t("ask.new")}
            </Button>
          </>
        )
      }
      side={<MatchPanel question={question} report={seen?.match ?? null} isStale={look.isPlaceholderData} />}
    >
      <TourNote />
      <div className="stack">
        {session.restored === null ? null : (
          <p className="small quiet">{t("ask.restored", { at: moment(session.restored) })}</p>
        )}
        {isCopy ? <p className="small quiet">{t("ask.copied")}</p> : null}
        <TextBox />
        <Marks />
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {look.isError ? <ProblemNote problem={problemOf(look.error)} /> : null}
      {question === null ? <Suggestions /> : null}
      {question !== null && seen !== undefined ? (
        <>
          <Sentence question={question} parts={seen.sentence} />
          <Findings findings={seen.findings} gaps={openGaps(session.now)} />
          <DecisionLine question={question} />
          <Seal look={seen} isStale={look.isPlaceholderData} question={question} />
        </>
      ) : null}
    </Page>
  );
}

/** Never sent: the query is off while there is no question. */
const BLANK: Question = { version: 1, text: "", asked: "2000-01-01", kind: "situation", by: [], where: [] };
