import { Link, useLocation } from "wouter";
import type { MissingDataLine } from "../../shared/api-catalogue.ts";
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
    { id: "what", label: t("gaps.what"), heading: true, cell: ({ what }) => what ?? t("gaps.unknown") },
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

/** The questions behind a gap; each can be taken up again where it was asked. */
function Questions({ questions }: Pick<MissingDataLine, "questions">) {
  const { moment } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const again = (text: string) => {
    dispatch({ do: "clear" });
    dispatch({ do: "type", text });
    navigate(addresses.ask);
  };
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
