import { Link, useSearch } from "wouter";
import type { Differences, Side } from "../../../shared/review/differences.ts";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Icon } from "../../parts/icon.tsx";
import { Note } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { LineTable, PartTable, ValueTable } from "./difference-tables.tsx";
import "../answers.css";

/** Two answers, or two versions of a question, side by side: what was asked, what came out, what is to be known, from which data. */
export function CompareAnswersPage() {
  const { t, locale } = useText();
  const search = new URLSearchParams(useSearch());
  const [left, right] = [search.get("left") ?? "", search.get("right") ?? ""];
  const isAsked = left !== "" && right !== "";
  const language = locale.startsWith("fr") ? "fr" : "en";
  const found = useUseCase("review.compare", { left, right, language }, { enabled: isAsked });
  return (
    <Page
      title={t("differences.title")}
      above={
        <Link href={addresses.answers} className="answer-back no-print">
          <Icon name="back" size={14} />
          {t("answers.title")}
        </Link>
      }
    >
      {isAsked ? null : <Note standing="notice">{t("differences.choose")}</Note>}
      {found.isError ? <ProblemNote problem={problemOf(found.error)} /> : null}
      {found.data === undefined ? (
        isAsked && !found.isError ? (
          <p className="quiet slow">{t("loading")}</p>
        ) : null
      ) : (
        <Shown differences={found.data} />
      )}
    </Page>
  );
}

function Shown({ differences }: { readonly differences: Differences }) {
  const { t } = useText();
  const { left, right, parts, answers } = differences;
  const differing = parts.filter(({ same }) => !same).length;
  return (
    <div className="stack">
      <div className="replay-pair">
        <SideCard title={t("differences.left")} side={left} />
        <SideCard title={t("differences.right")} side={right} />
      </div>
      <section className="stack" aria-labelledby="parts-heading">
        <h2 id="parts-heading">{t("differences.parts")}</h2>
        <p className="quiet">
          {differing === 0 ? t("differences.parts-same") : t("differences.parts-count", { count: differing })}
        </p>
        <PartTable parts={parts} />
      </section>
      {answers === null ? (
        left.answerId === null && right.answerId === null ? null : (
          <p className="quiet">{t("differences.no-answer")}</p>
        )
      ) : (
        <>
          <section className="stack" aria-labelledby="values-heading">
            <h2 id="values-heading">{t("differences.values")}</h2>
            {answers.unitsDiffer ? <Note standing="notice">{t("differences.units")}</Note> : null}
            <ValueTable values={answers.values} />
          </section>
          <section className="stack" aria-labelledby="caveats-heading">
            <h2 id="caveats-heading">{t("differences.caveats")}</h2>
            <LineTable
              caption={t("differences.caveats")}
              lines={answers.caveats}
              none={t("differences.caveats-none")}
            />
          </section>
          <section className="stack" aria-labelledby="sources-heading">
            <h2 id="sources-heading">{t("differences.sources")}</h2>
            <LineTable caption={t("differences.sources")} lines={answers.sources} none="" />
          </section>
        </>
      )}
    </div>
  );
}

function SideCard({ title, side }: { readonly title: string; readonly side: Side }) {
  const { t, moment } = useText();
  return (
    <section className="stack replay-side" aria-label={title}>
      <h2>{title}</h2>
      <p>
        {side.answerId === null ? (
          side.title
        ) : (
          <Link href={addresses.answer(side.answerId)}>{side.title}</Link>
        )}
      </p>
      <p className="small quiet">{t("differences.by", { at: moment(side.at), who: side.who })}</p>
      <p className="small">
        <Link href={addresses.life(side.questionId)}>{t("trace.life")}</Link>
      </p>
    </section>
  );
}
