import { Link, useLocation } from "wouter";
import type { MissingDataLine } from "../../shared/api/catalogue.ts";
import { LEVELS } from "../../shared/places/area.ts";
import { useAsk } from "../ask/session-provider.tsx";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { type DataColumn, DataTable } from "../parts/data-table.tsx";
import { Icon } from "../parts/icon.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Badge } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** What was asked for and could not be answered, each thing once, most urgent first. */
export function GapsPage() {
  const { t } = useText();
  const gaps = useUseCase("catalogue.gaps", {});
  return (
    <Page
      title={t("gaps.title")}
      above={
        <Link href={addresses.catalogue} className="answer-back">
          <Icon name="back" size={14} />
          {t("catalogue.title")}
        </Link>
      }
    >
      <p className="quiet entry-description">{t("gaps.lead")}</p>
      {gaps.isError ? <ProblemNote problem={problemOf(gaps.error)} /> : null}
      {gaps.data === undefined ? null : gaps.data.length === 0 ? (
        <Empty title={t("gaps.none")}>
          <p>{t("gaps.none-help")}</p>
        </Empty>
      ) : (
        <GapTable gaps={gaps.data} />
      )}
    </Page>
  );
}

function GapTable({ gaps }: { readonly gaps: readonly MissingDataLine[] }) {
  const { t, day, number } = useText();
  const columns: DataColumn<MissingDataLine>[] = [
    {
      id: "what",
      label: t("gaps.what"),
      heading: true,
      cell: (gap) => (
        <>
          {gap.what ?? t("gaps.unknown")}
          <Closed gap={gap} />
        </>
      ),
    },
    {
      id: "where",
      label: t("gaps.where"),
      cell: ({ place, level }) => (
        <>
          {place === "" ? t("gaps.everywhere") : place}
          <LevelOf level={level} />
        </>
      ),
    },
    {
      id: "when",
      label: t("gaps.when"),
      cell: ({ from, to }) =>
        from === null && to === null
          ? t("gaps.any-time")
          : from === to && from !== null
            ? day(from)
            : `${from === null ? "…" : day(from)} – ${to === null ? "…" : day(to)}`,
    },
    {
      id: "why",
      label: t("gaps.why"),
      cell: ({ failing }) => (
        <ul>
          {failing.map(({ criterion, text }) => (
            <li key={criterion}>
              <span className="gap-criterion">{t(`criteria.${criterion}`)}</span> {text}
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: "waiting",
      label: t("gaps.waiting"),
      numeric: true,
      cell: ({ decisionsWaiting, earliest }) => (
        <>
          {number(decisionsWaiting)}
          {earliest === null ? null : (
            <div className="small quiet">{t("gaps.waiting-by", { day: day(earliest) })}</div>
          )}
        </>
      ),
    },
    { id: "asked", label: t("gaps.questions"), cell: ({ questions }) => <Questions questions={questions} /> },
  ];
  return <DataTable caption={t("gaps.title")} columns={columns} rows={gaps} />;
}

function LevelOf({ level }: { readonly level: string | null }) {
  const { t } = useText();
  const known = LEVELS.find((one) => one === level);
  return known === undefined ? null : <div className="small quiet">{t(`level.${known}`)}</div>;
}

/** That the gap has closed meanwhile, by what, and the question to ask again. */
function Closed({ gap: { answerable, questions } }: { readonly gap: MissingDataLine }) {
  const { t } = useText();
  const again = useAskAgain();
  const [newest] = questions;
  if (answerable === null || newest === undefined) return null;
  return (
    <div className="stack">
      <Badge standing="good">{t("gaps.closed")}</Badge>
      <Link href={addresses.dataset(answerable.dataset)} className="small">
        {answerable.title}
      </Link>
      <div>
        <Button onPress={() => again(newest.text)}>{t("gaps.ask-now")}</Button>
      </div>
    </div>
  );
}

/** Goes to the Ask page with a question's words typed. */
function useAskAgain(): (text: string) => void {
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  return (text) => {
    dispatch({ do: "clear" });
    dispatch({ do: "type", text });
    navigate(addresses.ask);
  };
}

/** The questions behind a gap; each can be taken up again where it was asked. */
function Questions({ questions }: Pick<MissingDataLine, "questions">) {
  const { moment } = useText();
  const again = useAskAgain();
  return (
    <ul className="stack">
      {questions.map(({ questionId, text, at, decision }) => (
        <li key={questionId}>
          <Button loudness="link" onPress={() => again(text)}>
            {text}
          </Button>
          <div className="small quiet">
            {[moment(at), decision].filter((part) => part !== null).join(" · ")}
          </div>
        </li>
      ))}
    </ul>
  );
}
