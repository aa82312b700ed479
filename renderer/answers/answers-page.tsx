import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useKnownAt } from "../review/known-then.ts";
import { KnownThenButton } from "../review/known-then-bar.tsx";
import { useText } from "../text/language.tsx";
import { AnswerLine } from "./answer-line.tsx";
import { AnswerTools } from "./answer-tools.tsx";
import { type AnswerFilter, filterOf, fitting, searchOf } from "./views.ts";
import "./answers.css";

const LINES_AT_ONCE = 100;

/** Everything that was ever asked here, newest first. What is chosen stands in the address, so that it can be linked and kept. */
export function AnswersPage() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const address = useSearch();
  const filter = filterOf(address);
  const [room, setRoom] = useState(LINES_AT_ONCE);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const known = useKnownAt();
  const answers = useUseCase("answers.list", { search: filter.search, ...known }, { keep: true });
  const all = answers.data ?? [];
  const shown = fitting(all, filter);
  const show = (next: AnswerFilter) => navigate(`${addresses.answers}${searchOf(next)}`, { replace: true });
  const choose = (id: string, on: boolean) =>
    setChosen(on ? [...chosen, id].slice(-2) : chosen.filter((one) => one !== id));
  const [left, right] = chosen;
  return (
    <Page title={t("answers.title")} actions={<KnownThenButton />}>
      <AnswerTools all={all} filter={filter} onChange={show} />
      {answers.isError ? <ProblemNote problem={problemOf(answers.error)} /> : null}
      {chosen.length === 0 ? null : (
        <div className="answers-compare" role="status">
          <span>{t("answers.chosen", { count: chosen.length })}</span>
          <Button
            loudness="main"
            isDisabled={left === undefined || right === undefined}
            onPress={() => navigate(addresses.compareAnswers(left ?? "", right ?? ""))}
          >
            {t("answers.compare")}
          </Button>
          <Button onPress={() => setChosen([])}>{t("answers.choose-none")}</Button>
        </div>
      )}
      {shown.length > 0 ? (
        <ul className="answer-list" aria-label={t("answers.list")}>
          {shown.slice(0, room).map((answer) => (
            <AnswerLine
              key={`${answer.state} ${answer.id}`}
              answer={answer}
              isChosen={chosen.includes(answer.id)}
              onChoose={(on) => choose(answer.id, on)}
            />
          ))}
        </ul>
      ) : null}
      {shown.length > room ? (
        <div>
          <Button onPress={() => setRoom(room + LINES_AT_ONCE)}>
            {t("answers.more", { count: shown.length - room })}
          </Button>
        </div>
      ) : null}
      {answers.data !== undefined && shown.length === 0 ? <NoAnswers isSearch={address !== ""} /> : null}
    </Page>
  );
}

function NoAnswers({ isSearch }: { readonly isSearch: boolean }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  if (isSearch) {
    return (
      <Empty title={t("answers.none-fit")}>
        <p>{t("answers.none-fit-help")}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t("answers.none")}>
      <p>{t("answers.none-help")}</p>
      <div>
        <Button onPress={() => navigate(addresses.ask)}>{t("answers.ask")}</Button>
      </div>
    </Empty>
  );
}
