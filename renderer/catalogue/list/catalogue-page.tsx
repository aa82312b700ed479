import { useDeferredValue, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { NOTHING_CHOSEN, type Sort } from "../../../shared/catalogue/list/listing.ts";
import { problemOf } from "../../data/bridge.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { SearchField } from "../../parts/field.tsx";
import { Empty } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { KnownThenButton } from "../../review/known-then-bar.tsx";
import { useText } from "../../text/language.tsx";
import { ConceptPage } from "../concept/concept-page.tsx";
import { EntryPage } from "../entry/entry-page.tsx";
import { GapsPage } from "../gaps-page.tsx";
import { ImportLook } from "../import/import-look.tsx";
import { ImportNote } from "../import/import-note.tsx";
import { startImport, useImporting } from "../import/importing.ts";
import { ConceptTable } from "./concept-table.tsx";
import { DatasetTable } from "./dataset-table.tsx";
import { FilterColumn } from "./filter-column.tsx";
import { yearSpan } from "./period-bar.tsx";
import { useListing, useReading, type Which } from "./use-listing.ts";
import "../catalogue.css";

/** The datasets of this workspace; with ?entry=… one of them, with ?measured=… one thing that they measure, with ?gaps what is missing. While data wait to be looked at, they stand in place of the list. */
export function CataloguePage() {
  const parts = new URLSearchParams(useSearch());
  const entry = parts.get("entry");
  const measured = parts.get("measured");
  const importing = useImporting();
  if (parts.has("gaps")) return <GapsPage />;
  if (measured !== null) {
    const subject = parts.get("subject");
    return <ConceptPage key={`${measured} ${subject ?? ""}`} concept={measured} subject={subject} />;
  }
  if (entry !== null) return <EntryPage key={entry} id={entry} />;
  return importing.state === "looking" ? <ImportLook looking={importing} /> : <DatasetList />;
}

const VIEWS = ["datasets", "concepts"] as const;
type View = (typeof VIEWS)[number];

function DatasetList() {
  const { t } = useText();
  const importing = useImporting();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  // In the address, so that one comes back to it.
  const view: View = new URLSearchParams(useSearch()).get("view") === "concepts" ? "concepts" : "datasets";
  const [, navigate] = useLocation();
  const [order, setOrder] = useState<Pick<Which, "sort" | "descending">>({
    sort: "title",
    descending: false,
  });
  const which: Which = { search: useDeferredValue(search), chosen, ...order };
  const { listed, error, isBusy } = useListing(which);
  // Until the first rows of another choice are there, those of the one before stay: a list that blinks cannot be read.
  const settled = useRef(which);
  if (!isBusy) settled.current = which;
  const share = useReading();
  const sortBy = (sort: Sort) =>
    setOrder(({ sort: before, descending }) => ({ sort, descending: before === sort && !descending }));
  return (
    <Page
      title={t("catalogue.title")}
      actions={
        <>
          <KnownThenButton />
          <Button onPress={() => navigate(`${addresses.catalogue}?gaps`)}>{t("gaps.link")}</Button>
          <Button
            isBusy={importing.state === "running"}
            onPress={() => void startImport({ from: "dialog", what: "folder" })}
          >
            {t("import.folder")}
          </Button>
          <Button
            loudness="main"
            isBusy={importing.state === "running"}
            onPress={() => void startImport({ from: "dialog", what: "files" })}
          >
            {t("catalogue.import")}
          </Button>
        </>
      }
    >
      <ImportNote />
      {error ? <ProblemNote problem={problemOf(error)} /> : null}
      {share < 1 ? (
        <p className="small quiet" role="status">
          {t("catalogue.reading", { share: String(Math.round(share * 100)) })}
        </p>
      ) : null}
      <div className="catalogue">
        <div className="stack">
          <SearchField
            label={t("catalogue.search")}
            placeholder={t("catalogue.search")}
            value={search}
            onChange={setSearch}
          />
          <Select
            label={t("concepts.view")}
            value={view}
            options={VIEWS.map((id) => ({ id, label: t(`concepts.${id}`) }))}
            onChange={(chosen) =>
              navigate(chosen === "concepts" ? addresses.concepts : addresses.catalogue, { replace: true })
            }
          />
          {view === "datasets" ? (
            <FilterColumn facets={listed?.facets} chosen={chosen} onChange={setChosen} />
          ) : null}
          <p className="small quiet">{t("catalogue.import-hint")}</p>
        </div>
        <div className="stack dataset-list" aria-busy={isBusy || search !== which.search}>
          {view === "concepts" ? (
            <ConceptTable search={search} />
          ) : (
            <>
              <p className="small quiet" aria-live="polite">
                {listed === undefined ? null : t("catalogue.count", { count: listed.total })}
              </p>
              {listed !== undefined && listed.total > 0 ? (
                <DatasetTable
                  which={settled.current}
                  total={listed.total}
                  axis={yearSpan(listed.axis)}
                  onSort={sortBy}
                />
              ) : null}
              {listed?.total === 0 ? (
                <Empty title={t("catalogue.none")}>
                  <p>{t("catalogue.none-help")}</p>
                </Empty>
              ) : null}
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
