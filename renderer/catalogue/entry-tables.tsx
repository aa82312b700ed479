import type { Column, Dataset, Distribution, Measure } from "../../shared/catalogue/dataset.ts";
import { type DataColumn, DataTable } from "../parts/data-table.tsx";
import { Badge, Tag } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** What the dataset can be asked for, and how each measure adds up. */
export function MeasureTable({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useText();
  const columns: DataColumn<Measure>[] = [
    { id: "label", label: t("entry.measure"), heading: true, cell: ({ label }) => label },
    {
      id: "concept",
      label: t("entry.concept"),
      cell: ({ concept, subject }) => [concept, subject].filter(Boolean).join(" · "),
    },
    { id: "unit", label: t("entry.unit"), cell: ({ unit }) => unit },
    {
      id: "behaviour",
      label: t("entry.behaviour"),
      cell: ({ behaviour }) => <Tag>{t(`behaviour.${behaviour}`)}</Tag>,
    },
  ];
  return <DataTable caption={t("entry.measures")} columns={columns} rows={dataset.measures} />;
}

/** The columns of the file as they came. */
export function ColumnTable({ dataset }: { readonly dataset: Dataset }) {
  const { t, number } = useText();
  const columns: DataColumn<Column>[] = [
    {
      id: "name",
      label: t("entry.column"),
      heading: true,
      cell: ({ name, description }) => (
        <>
          <code>{name}</code>
          {description === undefined ? null : <div className="small quiet">{description}</div>}
        </>
      ),
    },
    { id: "role", label: t("entry.role"), cell: ({ role }) => t(`role.${role}`) },
    { id: "unit", label: t("entry.unit"), cell: ({ unit }) => unit ?? "" },
    { id: "type", label: t("entry.type"), cell: ({ type }) => <code>{type}</code> },
    {
      id: "nulls",
      label: t("entry.empty-values"),
      numeric: true,
      cell: ({ nulls }) => (nulls === undefined ? "" : number(nulls)),
    },
  ];
  return <DataTable caption={t("entry.columns")} columns={columns} rows={dataset.columns} />;
}

/** The files, named by content. */
export function FileTable({ dataset }: { readonly dataset: Dataset }) {
  const { t, number } = useText();
  const columns: DataColumn<Distribution>[] = [
    { id: "type", label: t("entry.file"), heading: true, cell: ({ title, mediaType }) => title ?? mediaType },
    {
      id: "held",
      label: t("entry.here"),
      cell: ({ held }) => (
        <Badge standing={held ? "good" : "unknown"}>{t(held ? "entry.here-yes" : "entry.here-no")}</Badge>
      ),
    },
    {
      id: "rows",
      label: t("entry.rows"),
      numeric: true,
      cell: ({ profile }) => (profile === undefined ? "" : number(profile.rows)),
    },
    {
      id: "bytes",
      label: t("entry.bytes"),
      numeric: true,
      cell: ({ bytes }) => (bytes === undefined ? "" : number(bytes)),
    },
    { id: "sha", label: t("entry.sha"), cell: ({ sha256 }) => <code>{sha256 ?? ""}</code> },
  ];
  return <DataTable caption={t("entry.files")} columns={columns} rows={dataset.distributions} />;
}
