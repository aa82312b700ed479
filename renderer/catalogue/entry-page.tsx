import { Link } from "wouter";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Icon } from "../parts/icon.tsx";
import { Note } from "../parts/note.tsx";
import { Page, SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { EntryFacts } from "./entry-facts.tsx";
import { ColumnTable, FileTable, MeasureTable } from "./entry-tables.tsx";

/** One dataset: problems first, then what it can be asked for, its columns, its files. */
export function EntryPage({ id }: { readonly id: string }) {
  const { t } = useText();
  const dataset = useUseCase("datasets.get", { id });
  const back = (
    <Link href={addresses.catalogue} className="answer-back">
      <Icon name="back" size={14} />
      {t("catalogue.title")}
    </Link>
  );
  if (dataset.data === undefined) {
    return (
      <Page title={t("catalogue.title")} above={back}>
        {dataset.isError ? (
          <ProblemNote problem={problemOf(dataset.error)} />
        ) : (
          <p className="quiet slow">{t("loading")}</p>
        )}
      </Page>
    );
  }
  return <EntryView dataset={dataset.data} back={back} />;
}

function EntryView({ dataset, back }: { readonly dataset: Dataset; readonly back: React.ReactNode }) {
  const { t, day } = useText();
  return (
    <Page
      title={dataset.title}
      above={back}
      side={
        <SidePanel title={t("entry.facts")}>
          <EntryFacts dataset={dataset} />
        </SidePanel>
      }
    >
      {dataset.notes.length === 0 && dataset.breaks.length === 0 ? null : (
        <section className="stack entry-notes" aria-labelledby="notes-heading">
          <h2 id="notes-heading">{t("entry.notes")}</h2>
          {dataset.notes.map((note) => (
            <Note key={note} standing="notice">
              {note}
            </Note>
          ))}
          {dataset.breaks.map(({ on, what }) => (
            <Note key={`${on} ${what}`} standing="notice">
              {day(on)}: {what}
            </Note>
          ))}
        </section>
      )}
      <p className="entry-description">{dataset.description}</p>
      {dataset.measures.length === 0 ? null : (
        <section className="stack" aria-labelledby="measures-heading">
          <h2 id="measures-heading">{t("entry.measures")}</h2>
          <MeasureTable dataset={dataset} />
        </section>
      )}
      {dataset.columns.length === 0 ? null : (
        <section className="stack" aria-labelledby="columns-heading">
          <h2 id="columns-heading">{t("entry.columns")}</h2>
          <ColumnTable dataset={dataset} />
        </section>
      )}
      {dataset.distributions.length === 0 ? null : (
        <section className="stack" aria-labelledby="files-heading">
          <h2 id="files-heading">{t("entry.files")}</h2>
          <FileTable dataset={dataset} />
        </section>
      )}
    </Page>
  );
}
