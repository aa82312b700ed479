import { Link } from "wouter";
import type { AuthorityOf, EntryAccount } from "../../../shared/api/catalogue.ts";
import { addresses } from "../../frame/addresses.ts";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";

/** For each thing the dataset measures: whether it is the designated source, and who measures it too. */
export function EntryAuthority({ account }: { readonly account: EntryAccount }) {
  const { t } = useText();
  const columns: DataColumn<AuthorityOf>[] = [
    { id: "what", label: t("entry.measure"), heading: true, cell: ({ label }) => label },
    {
      id: "standing",
      label: t("concepts.designated"),
      cell: (one) => <StandingOf authority={one} id={account.dataset.id} />,
    },
    {
      id: "competing",
      label: t("entry.others"),
      cell: ({ competing }) => <Sources sources={competing} />,
    },
  ];
  return <DataTable caption={t("entry.authority")} columns={columns} rows={account.authority} />;
}

function StandingOf({ authority, id }: { readonly authority: AuthorityOf; readonly id: string }) {
  const { t } = useText();
  const { designated, disputed } = authority;
  if (disputed.length > 0) return <Badge standing="notice">{t("entry.authority-disputed")}</Badge>;
  if (designated === null) return <Badge standing="unknown">{t("entry.authority-none")}</Badge>;
  if (designated.id === id) return <Badge standing="good">{t("entry.authority-this")}</Badge>;
  return <Badge standing="partly">{t("entry.authority-other", { title: designated.title })}</Badge>;
}

/** Datasets by name, each a way to its page. */
export function Sources({ sources }: { readonly sources: readonly { id: string; title: string }[] }) {
  const { t } = useText();
  if (sources.length === 0) return <span className="quiet">{t("entry.authority-alone")}</span>;
  return (
    <ul>
      {sources.map(({ id, title }) => (
        <li key={id}>
          <Link href={addresses.dataset(id)}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
