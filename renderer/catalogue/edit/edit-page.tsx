import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { applyCorrections } from "../../../shared/catalogue/corrections.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { ENTRY_CHANGED } from "../refresh.ts";
import { correctionsFrom, draftOf, type EditDraft } from "./edit-draft.ts";
import { ClaimFields, GeneralFields, RuleFields } from "./edit-fields.tsx";
import { ColumnsEditor, MeasuresEditor } from "./structure-editor.tsx";

/** The form in which an entry is changed. Saving makes a new version; nothing is lost. */
export function EditPage({ account }: { readonly account: EntryAccount }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<EditDraft>(() => draftOf(account.dataset));
  const save = useDo("catalogue.save", ENTRY_CHANGED);
  const { dataset, entrySha256 } = account;
  const corrections = correctionsFrom(dataset, draft);
  const corrected = applyCorrections(dataset, corrections);
  const change = (part: Partial<EditDraft>) => setDraft({ ...draft, ...part });
  const isChanged = Object.keys(corrections).length > 0;
  const back = addresses.dataset(dataset.id);
  const structure = {
    dataset: corrected.ok ? corrected.value : dataset,
    corrections: draft.structure,
    onChange: (next: EditDraft["structure"]) => change({ structure: next }),
  };
  return (
    <Page
      title={t("edit.title", { title: dataset.title })}
      above={
        <Link href={back} className="answer-back">
          <Icon name="back" size={14} />
          {dataset.title}
        </Link>
      }
      actions={
        <>
          <Button onPress={() => navigate(back)}>{t("cancel")}</Button>
          <Button
            loudness="main"
            isBusy={save.isPending}
            isDisabled={!isChanged || !corrected.ok || draft.title.trim() === ""}
            onPress={() =>
              save.mutate(
                { id: dataset.id, base: entrySha256, corrections },
                { onSuccess: () => navigate(back) },
              )
            }
          >
            {t("edit.save")}
          </Button>
        </>
      }
    >
      {save.isError ? <ProblemNote problem={problemOf(save.error)} /> : null}
      {corrected.ok || !isChanged ? null : <ProblemNote problem={corrected.problem} />}
      <section className="stack edit-fields" aria-labelledby="general-heading">
        <h2 id="general-heading">{t("edit.general")}</h2>
        <GeneralFields draft={draft} onChange={change} />
      </section>
      <section className="stack edit-fields" aria-labelledby="rules-heading">
        <h2 id="rules-heading">{t("edit.rules")}</h2>
        <RuleFields draft={draft} onChange={change} />
      </section>
      {dataset.measures.length === 0 ? null : (
        <section className="stack edit-fields" aria-labelledby="claims-heading">
          <h2 id="claims-heading">{t("edit.authoritative")}</h2>
          <ClaimFields draft={draft} onChange={change} measures={structure.dataset.measures} />
        </section>
      )}
      <section className="stack" aria-labelledby="measures-heading">
        <h2 id="measures-heading">{t("edit.measures")}</h2>
        <MeasuresEditor {...structure} />
      </section>
      <section className="stack" aria-labelledby="columns-heading">
        <h2 id="columns-heading">{t("edit.columns")}</h2>
        <ColumnsEditor {...structure} />
      </section>
    </Page>
  );
}
