import type { ReactNode } from "react";
import { Link, useSearch } from "wouter";
import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { beyondTitle } from "../../../shared/catalogue/to-know.ts";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page, SidePanel } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useKnownAt } from "../../review/known-then.ts";
import { useText } from "../../text/language.tsx";
import { EditPage } from "../edit/edit-page.tsx";
import { ColumnTable } from "./column-table.tsx";
import { EntryActions } from "./entry-actions.tsx";
import { EntryAuthority } from "./entry-authority.tsx";
import { EntryFacts } from "./entry-facts.tsx";
import { EntryProblems } from "./entry-problems.tsx";
import { EntryQuality } from "./entry-quality.tsx";
import { FileTable, MeasureTable } from "./entry-tables.tsx";
import { EntryUses } from "./entry-uses.tsx";
import { EntryVersions } from "./entry-versions.tsx";

/** One dataset: problems first, then what it can be asked for, its columns, its standing, its versions and its files. */
export function EntryPage({ id }: { readonly id: string }) {
  const { t } = useText();
  const isEdited = new URLSearchParams(useSearch()).has("edit");
  const account = useUseCase("catalogue.entry", { id, ...useKnownAt() });
  const back = (
    <Link href={addresses.catalogue} className="answer-back">
      <Icon name="back" size={14} />
      {t("catalogue.title")}
    </Link>
  );
  if (account.data === undefined) {
    return (
      <Page title={t("catalogue.title")} above={back}>
        {account.isError ? (
          <ProblemNote problem={problemOf(account.error)} />
        ) : (
          <p className="quiet slow">{t("loading")}</p>
        )}
      </Page>
    );
  }
  if (isEdited && account.data.editable) return <EditPage account={account.data} />;
  return <EntryView account={account.data} back={back} />;
}

function EntryView({ account, back }: { readonly account: EntryAccount; readonly back: ReactNode }) {
  const { t } = useText();
  const { dataset } = account;
  const description = beyondTitle(dataset);
  return (
    <Page
      title={dataset.title}
      above={back}
      actions={<EntryActions account={account} />}
      side={
        <SidePanel title={t("entry.facts")}>
          <EntryFacts account={account} />
          <EntryQuality account={account} />
        </SidePanel>
      }
    >
      <EntryProblems account={account} />
      {description === "" ? null : <p className="entry-description">{description}</p>}
      {dataset.measures.length === 0 ? null : (
        <Section id="measures" title={t("entry.measures")}>
          <MeasureTable dataset={dataset} />
        </Section>
      )}
      {dataset.columns.length === 0 ? null : (
        <Section id="columns" title={t("entry.columns")}>
          <ColumnTable dataset={dataset} />
        </Section>
      )}
      {account.authority.length === 0 ? null : (
        <Section id="authority" title={t("entry.authority")}>
          <EntryAuthority account={account} />
        </Section>
      )}
      <Section id="uses" title={t("entry.uses")}>
        <EntryUses uses={account.uses} />
      </Section>
      {account.versions.length === 0 ? null : (
        <Section id="versions" title={t("entry.versions")}>
          <EntryVersions account={account} />
        </Section>
      )}
      {dataset.distributions.length === 0 ? null : (
        <Section id="files" title={t("entry.files")}>
          <FileTable dataset={dataset} />
        </Section>
      )}
    </Page>
  );
}

function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="stack" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {children}
    </section>
  );
}
