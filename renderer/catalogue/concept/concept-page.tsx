import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { ConceptAccount } from "../../../shared/api/sources.ts";
import { freshnessStanding } from "../../answer/sources.tsx";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { More } from "../../parts/choice.tsx";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Badge, Tag } from "../../parts/state-mark.tsx";
import { useKnownAt } from "../../review/known-then.ts";
import { useText } from "../../text/language.tsx";
import { DesignateForm } from "./designate-form.tsx";
import { Disagreements } from "./disagreements.tsx";

/** One thing that is measured: who is its source, everywhere and by place, who measures it too, and how far they differ. */
export function ConceptPage({
  concept,
  subject,
}: {
  readonly concept: string;
  readonly subject: string | null;
}) {
  const { t } = useText();
  const account = useUseCase("catalogue.concept", { concept, subject, ...useKnownAt() });
  const back = (
    <Link href={addresses.concepts} className="answer-back">
      <Icon name="back" size={14} />
      {t("concepts.title")}
    </Link>
  );
  if (account.data === undefined)
    return (
      <Page title={t("catalogue.title")} above={back}>
        {account.isError ? (
          <ProblemNote problem={problemOf(account.error)} />
        ) : (
          <p className="quiet slow">{t("loading")}</p>
        )}
      </Page>
    );
  return <ConceptView account={account.data} back={back} />;
}

function ConceptView({ account, back }: { readonly account: ConceptAccount; readonly back: ReactNode }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const { concept, subject, label, definition, sources } = account;
  return (
    <Page
      title={label.charAt(0).toLocaleUpperCase() + label.slice(1)}
      above={back}
      actions={<Button onPress={() => navigate(addresses.word(concept))}>{t("concepts.words")}</Button>}
    >
      {definition === null ? null : <p className="entry-description">{definition}</p>}
      <section className="stack" aria-labelledby="designated-heading">
        <h2 id="designated-heading">{t("concepts.designated")}</h2>
        <DesignatedTable account={account} />
        {account.editable ? (
          <More title={t("concept.change")} isOpen={account.disputed.length > 0}>
            <DesignateForm account={account} />
          </More>
        ) : null}
      </section>
      <section className="stack" aria-labelledby="sources-heading">
        <h2 id="sources-heading">{t("concepts.sources")}</h2>
        <SourceTable sources={sources} />
      </section>
      <section className="stack" aria-labelledby="difference-heading">
        <h2 id="difference-heading">{t("sources.title")}</h2>
        {sources.length > 1 ? (
          <>
            <p className="small quiet entry-description">{t("sources.lead")}</p>
            <Disagreements concept={concept} subject={subject} />
          </>
        ) : (
          <p className="small quiet">{t("sources.alone")}</p>
        )}
      </section>
    </Page>
  );
}

type Designated = Pick<ConceptAccount, "designated" | "disputed"> & { readonly place: string | null };

/** Who is the source: everywhere first, then in each place that has one of its own. */
function DesignatedTable({ account }: { readonly account: ConceptAccount }) {
  const { t } = useText();
  const { designated, disputed, byPlace } = account;
  const rows: readonly Designated[] = [{ place: null, designated, disputed }, ...byPlace];
  const columns: DataColumn<Designated>[] = [
    {
      id: "where",
      label: t("concept.where"),
      heading: true,
      cell: ({ place }) => place ?? t("gaps.everywhere"),
    },
    {
      id: "source",
      label: t("concepts.designated"),
      cell: ({ designated: one, disputed: several }) =>
        several.length > 0 ? (
          <Badge standing="notice">{t("entry.authority-disputed")}</Badge>
        ) : one === null ? (
          <Badge standing="unknown">{t("concepts.none")}</Badge>
        ) : (
          <Link href={addresses.dataset(one.id)}>{one.title}</Link>
        ),
    },
  ];
  return <DataTable caption={t("concepts.designated")} columns={columns} rows={rows} />;
}

type Source = ConceptAccount["sources"][number];

function SourceTable({ sources }: Pick<ConceptAccount, "sources">) {
  const { t, day, number } = useText();
  const columns: DataColumn<Source>[] = [
    {
      id: "title",
      label: t("catalogue.column-title"),
      heading: true,
      cell: ({ id, title, publisher, designated }) => (
        <>
          <Link href={addresses.dataset(id)}>{title}</Link>{" "}
          {designated ? <Tag>{t("sources.designated")}</Tag> : null}
          <div className="small quiet">{publisher}</div>
        </>
      ),
    },
    {
      id: "measures",
      label: t("entry.measure"),
      cell: ({ measures }) => <Measures measures={measures} />,
    },
    {
      id: "places",
      label: t("sources.places"),
      numeric: true,
      cell: ({ places }) => (places === null ? "" : number(places)),
    },
    {
      id: "period",
      label: t("entry.period"),
      cell: ({ from, to }) =>
        from === null || to === null ? "" : from === to ? day(from) : `${day(from)} – ${day(to)}`,
    },
    {
      id: "freshness",
      label: t("catalogue.column-freshness"),
      cell: ({ freshness }) => (
        <Badge standing={freshnessStanding(freshness)}>{t(`freshness.${freshness}`)}</Badge>
      ),
    },
    { id: "access", label: t("entry.access"), cell: ({ access }) => t(`access.${access}`) },
  ];
  return <DataTable caption={t("concepts.sources")} columns={columns} rows={sources} />;
}

const MOST_MEASURES = 3;

function Measures({ measures }: Pick<Source, "measures">) {
  const { t } = useText();
  return (
    <ul>
      {measures.slice(0, MOST_MEASURES).map(({ label, behaviour }) => (
        <li key={label}>
          {label} <Tag>{t(`behaviour.${behaviour}`)}</Tag>
        </li>
      ))}
      {measures.length > MOST_MEASURES ? (
        <li className="small quiet">
          {t("catalogue.more-measures", { count: measures.length - MOST_MEASURES })}
        </li>
      ) : null}
    </ul>
  );
}
