import type { Dataset, Distribution, Measure } from "../../../shared/catalogue/dataset.ts";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { Badge, Tag } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { useWords } from "../use-words.ts";

/** What the dataset can be asked for, and how each measure adds up. */
export function MeasureTable({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useText();
  const { conceptName, subjectName } = useWords();
  const columns: DataColumn<Measure>[] = [
    { id: "label", label: t("entry.measure"), heading: true, cell: ({ label }) => label },
    {
      id: "concept",
      label: t("entry.concept"),
      cell: ({ concept, subject }) =>
        [conceptName(concept), subject === undefined ? null : subjectName(subject)]
          .filter(Boolean)
          .join(", "),
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
