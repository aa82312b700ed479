import { useState } from "react";
import { useLocation } from "wouter";
import type { AnswerSummary } from "../../shared/api.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Chip } from "../parts/choice.tsx";
import { SearchField } from "../parts/field.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { AnswerLine } from "./answer-line.tsx";
import "./answers.css";

const STATES = ["answered", "refused", "cancelled", "failed", "draft"] as const;
type State = AnswerSummary["state"];

const LINES_AT_ONCE = 100;

/** Everything that was ever asked here, newest first. */
export function AnswersPage() {
  const { t } = useText();
  const [search, setSearch] = useState("");
  const [room, setRoom] = useState(LINES_AT_ONCE);
  const [only, setOnly] = useState<ReadonlySet<State>>(new Set());
  const answers = useUseCase("answers.list", { search: search.slice(0, 500) }, { keep: true });
  const all = answers.data ?? [];
  const shown = only.size === 0 ? all : all.filter(({ state }) => only.has(state));
  const toggle = (state: State, on: boolean) =>
    setOnly(new Set(on ? [...only, state] : [...only].filter((kept) => kept !== state)));
  return (
    <Page title={t("answers.title")}>
      <div className="answers-tools">
        <SearchField
          label={t("answers.search")}
          placeholder={t("answers.search")}
          value={search}
          onChange={setSearch}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a set of filters is no form field set. */}
        <div className="row" role="group" aria-label={t("answers.filter")}>
          {STATES.map((state) => (
            <Chip
              key={state}
              label={t(`answers.state-${state}`)}
              count={all.filter((answer) => answer.state === state).length}
              isOn={only.has(state)}
              onChange={(on) => toggle(state, on)}
            />
          ))}
        </div>
      </div>
      {answers.isError ? <ProblemNote problem={problemOf(answers.error)} /> : null}
      {shown.length > 0 ? (
        <ul className="answer-list" aria-label={t("answers.list")}>
          {shown.slice(0, room).map((answer) => (
            <AnswerLine key={`${answer.state} ${answer.id}`} answer={answer} />
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
      {answers.data !== undefined && shown.length === 0 ? (
        <NoAnswers isSearch={search !== "" || only.size > 0} />
      ) : null}
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
