import type { ChannelOutput } from "../../../shared/api.ts";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { useText } from "../../text/language.tsx";

type Change = ChannelOutput<"catalogue.difference">[number];

/** What two versions of an entry have differently, part by part. */
export function ChangesTable({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useText();
  if (changes.length === 0) return <p className="small quiet">{t("entry.changes-none")}</p>;
  const columns: DataColumn<Change>[] = [
    { id: "field", label: t("entry.change-field"), heading: true, cell: ({ field }) => <code>{field}</code> },
    { id: "before", label: t("entry.change-before"), cell: ({ before }) => before ?? "–" },
    { id: "after", label: t("entry.change-after"), cell: ({ after }) => after ?? "–" },
  ];
  return <DataTable caption={t("entry.changes")} columns={columns} rows={changes} />;
}
