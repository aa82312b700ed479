import { useState } from "react";
import { useSearch } from "wouter";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { SearchField } from "../parts/field.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { DatasetTable } from "./dataset-table.tsx";
import { EntryPage } from "./entry-page.tsx";
import { FilterColumn } from "./filter-column.tsx";
import { fitting, NOTHING_CHOSEN } from "./filters.ts";
import { ImportLook } from "./import-look.tsx";
import { ImportNote } from "./import-note.tsx";
import { startImport, useImporting } from "./importing.ts";
import "./catalogue.css";

/** The datasets of this workspace, or with ?entry=… one of them. */
export function CataloguePage() {
  const entry = new URLSearchParams(useSearch()).get("entry");
  const importing = useImporting();
  if (importing.state === "looking") return <ImportLook files={importing.files} />;
  return entry === null ? <DatasetList /> : <EntryPage key={entry} id={entry} />;
}

function DatasetList() {
  const { t } = useText();
  const datasets = useUseCase("datasets.list", {}, { keep: true });
  const importing = useImporting();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const all = datasets.data ?? [];
  const shown = fitting(all, search, chosen);
  return (
    <Page
      title={t("catalogue.title")}
      actions={
        <Button
          loudness="main"
          isBusy={importing.state === "running"}
          onPress={() => void startImport({ from: "dialog" })}
        >
          {t("catalogue.import")}
        </Button>
      }
    >
      <ImportNote />
      {datasets.isError ? <ProblemNote problem={problemOf(datasets.error)} /> : null}
      <div className="catalogue">
        <div className="stack">
          <SearchField
            label={t("catalogue.search")}
            placeholder={t("catalogue.search")}
            value={search}
            onChange={setSearch}
          />
          <FilterColumn datasets={all} search={search} chosen={chosen} onChange={setChosen} />
          <p className="small quiet">{t("catalogue.import-hint")}</p>
        </div>
        <div className="stack">
          <p className="small quiet" aria-live="polite">
            {t("catalogue.count", { count: shown.length })}
          </p>
          {shown.length > 0 ? <DatasetTable datasets={shown} /> : null}
          {datasets.data !== undefined && shown.length === 0 ? (
            <Empty title={t("catalogue.none")}>
              <p>{t("catalogue.none-help")}</p>
            </Empty>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
