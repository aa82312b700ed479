import { useState } from "react";
import { Link } from "wouter";
import type { ConceptGroup } from "../../../shared/api/catalogue.ts";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Chip } from "../../parts/choice.tsx";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { Sources } from "../entry/entry-authority.tsx";

/** Everything that is measured by a dataset held here: the designated source, and all who measure it. */
export function ConceptTable({ search }: { readonly search: string }) {
  const { t } = useText();
  const groups = useUseCase("catalogue.concepts", {}, { keep: true });
  const [onlyCompeting, setOnlyCompeting] = useState(false);
  const words = search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const shown = (groups.data ?? []).filter(({ label, sources }) => {
    const text = [label, ...sources.map(({ title }) => title)].join(" ").toLocaleLowerCase();
    return (!onlyCompeting || sources.length > 1) && words.every((word) => text.includes(word));
  });
  const columns: DataColumn<ConceptGroup>[] = [
    {
      id: "what",
      label: t("concepts.concept"),
      heading: true,
      cell: ({ concept, subject, label }) => <Link href={addresses.measured(concept, subject)}>{label}</Link>,
    },
    { id: "designated", label: t("concepts.designated"), cell: (group) => <Designated group={group} /> },
    { id: "sources", label: t("concepts.sources"), cell: ({ sources }) => <Sources sources={sources} /> },
  ];
  return (
    <>
      {groups.isError ? <ProblemNote problem={problemOf(groups.error)} /> : null}
      <div className="row">
        <p className="small quiet" aria-live="polite">
          {t("concepts.count", { count: shown.length })}
        </p>
        <Chip isOn={onlyCompeting} onChange={setOnlyCompeting} label={t("concepts.only-competing")} />
        <Link href={addresses.words} className="small">
          {t("concepts.words")}
        </Link>
      </div>
      {shown.length === 0 ? null : <DataTable caption={t("concepts.title")} columns={columns} rows={shown} />}
    </>
  );
}

function Designated({ group: { designated, disputed } }: { readonly group: ConceptGroup }) {
  const { t } = useText();
  if (disputed.length > 0) return <Badge standing="notice">{t("concepts.disputed")}</Badge>;
  if (designated === null) return <Badge standing="unknown">{t("concepts.none")}</Badge>;
  return <Link href={addresses.dataset(designated.id)}>{designated.title}</Link>;
}
