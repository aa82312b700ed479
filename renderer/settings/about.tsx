import type { DatasetSummary } from "../../shared/api.ts";
import { useUseCase } from "../data/queries.ts";
import { type DataColumn, DataTable } from "../parts/data-table.tsx";
import { useText } from "../text/language.tsx";

/** Version, licence, and the licences of the data that is here. */
export function About() {
  const { t } = useText();
  const info = useUseCase("workspace.info", {});
  const datasets = useUseCase("datasets.list", {});
  const held = (datasets.data ?? []).filter((dataset) => dataset.held);
  const columns: DataColumn<DatasetSummary>[] = [
    { id: "title", label: t("catalogue.column-title"), heading: true, cell: ({ title }) => title },
    { id: "publisher", label: t("entry.publisher"), cell: ({ publisher }) => publisher },
    {
      id: "licence",
      label: t("entry.licence"),
      cell: ({ licence }) => licence ?? t("settings.licence-unknown"),
    },
  ];
  return (
    <section className="stack" aria-labelledby="about-heading">
      <h2 id="about-heading">{t("settings.about")}</h2>
      {info.data === undefined ? null : <p>{info.data.version}</p>}
      <p className="settings-words">{t("settings.licence")}</p>
      <p className="settings-words">{t("settings.typeface")}</p>
      {held.length === 0 ? null : (
        <>
          <h3>{t("settings.data-licences")}</h3>
          <DataTable caption={t("settings.data-licences")} columns={columns} rows={held} />
        </>
      )}
    </section>
  );
}
