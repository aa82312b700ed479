import { useLocation } from "wouter";
import type { OwnWords } from "../../../shared/api/ask.ts";
import type { Concept, Language } from "../../../shared/vocabulary/concept.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { useText } from "../../text/language.tsx";

/** What a concept is called in a language, or in the other one. */
export const nameOf = ({ words, id }: Concept, language: Language): string =>
  words[language]?.label ?? words.en?.label ?? words.fr?.label ?? id;

/** The concepts in a table, each with what can be done with it. */
export function WordTable({
  own,
  onRemove,
}: {
  readonly own: OwnWords;
  readonly onRemove: (concept: Concept) => void;
}) {
  const { t, language } = useText();
  const [, navigate] = useLocation();
  const columns: DataColumn<Concept>[] = [
    {
      id: "name",
      label: t("words.column-name"),
      heading: true,
      cell: (concept) => (
        <>
          {nameOf(concept, language)}
          <p className="small quiet">
            {concept.words[language]?.definition ?? concept.words.en?.definition ?? ""}
          </p>
        </>
      ),
    },
    {
      id: "behaviour",
      label: t("words.column-behaviour"),
      cell: ({ behaviour }) => t(`words.behaviour-${behaviour}`),
    },
    { id: "unit", label: t("words.column-unit"), cell: ({ unit }) => unit.many },
    {
      id: "used",
      label: t("words.column-used"),
      cell: ({ id }) => {
        const count = own.used[id] ?? 0;
        return count === 0 ? <span className="quiet">{t("words.unused")}</span> : t("words.used", { count });
      },
    },
  ];
  const actions: DataColumn<Concept> = {
    id: "actions",
    label: "",
    cell: (concept) => {
      const label = nameOf(concept, language);
      return (
        <div className="row">
          <Button
            onPress={() => navigate(addresses.word(concept.id))}
            aria-label={t("words.edit-named", { label })}
          >
            {t("words.edit")}
          </Button>
          <Button onPress={() => onRemove(concept)} aria-label={t("words.remove-named", { label })}>
            {t("words.remove")}
          </Button>
        </div>
      );
    },
  };
  return (
    <DataTable
      caption={t("words.list")}
      columns={own.readOnly ? columns : [...columns, actions]}
      rows={own.concepts}
    />
  );
}
