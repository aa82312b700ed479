import { Link } from "wouter";
import type { AuthorityOf, EntryAccount } from "../../../shared/api/catalogue.ts";
import { addresses } from "../../frame/addresses.ts";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { Disagreements } from "../concept/disagreements.tsx";

/** For each thing the dataset measures: whether it is the designated source, and who measures it too. */
export function EntryAuthority({ account }: { readonly account: EntryAccount }) {
  const { t } = useText();
  const columns: DataColumn<AuthorityOf>[] = [
    {
      id: "what",
      label: t("entry.measure"),
      heading: true,
      cell: ({ concept, subject, label }) => <Link href={addresses.measured(concept, subject)}>{label}</Link>,
    },
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
  const contested = account.authority.filter(({ competing }) => competing.length > 0);
  return (
    <>
      <DataTable caption={t("entry.authority")} columns={columns} rows={account.authority} />
      {contested.slice(0, MOST_MEASURED).map(({ concept, subject, label }) => (
        <section key={`${concept} ${subject}`} className="stack" aria-label={label}>
          <h3>{t("sources.of", { label })}</h3>
          <Disagreements concept={concept} subject={subject} of={account.dataset.id} level={4} isBrief />
        </section>
      ))}
      {contested.length > MOST_MEASURED ? (
        <p className="small quiet">{t("sources.more", { count: contested.length - MOST_MEASURED })}</p>
      ) : null}
    </>
  );
}

/** So many are measured when the page opens; the others when their own page does. */
const MOST_MEASURED = 4;

function StandingOf({ authority, id }: { readonly authority: AuthorityOf; readonly id: string }) {
  const { t } = useText();
  const { designated, disputed } = authority;
  if (disputed.length > 0) return <Badge standing="notice">{t("entry.authority-disputed")}</Badge>;
  if (designated === null) return <Badge standing="unknown">{t("entry.authority-none")}</Badge>;
  if (designated.id === id) return <Badge standing="good">{t("entry.authority-this")}</Badge>;
  return (
    <>
      <Badge standing="partly">{t("entry.authority-other")}</Badge>
      <div>
        <Link href={addresses.dataset(designated.id)}>{designated.title}</Link>
      </div>
    </>
  );
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
