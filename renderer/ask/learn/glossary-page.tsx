import { useEffect, useRef, useState } from "react";
import { useSearch } from "wouter";
import { SearchField } from "../../parts/field.tsx";
import { Page } from "../../parts/panel.tsx";
import { Term } from "../../parts/term.tsx";
import { useText } from "../../text/language.tsx";
import { GLOSSARY, isTerm, TERM_IDS, type TermId } from "./glossary-terms.ts";
import "./learn.css";

/** The words of Askline's own, found by typing. An address like /glossary?term=seal opens at that word. */
export function GlossaryPage() {
  const { t, locale } = useText();
  const wanted = new URLSearchParams(useSearch()).get("term") ?? "";
  const now = isTerm(wanted) ? wanted : null;
  const [typed, setTyped] = useState("");
  const needle = fold(typed);
  const shown = TERM_IDS.filter((id) =>
    fold(`${t(`glossary.${id}`)} ${t(`glossary.${id}.means`)}`).includes(needle),
  ).sort((a, b) => t(`glossary.${a}`).localeCompare(t(`glossary.${b}`), locale));
  return (
    <Page title={t("glossary.title")}>
      <div className="glossary">
        <SearchField
          label={t("glossary.search")}
          placeholder={t("glossary.search")}
          value={typed}
          onChange={setTyped}
        />
      </div>
      <p className="small quiet" aria-live="polite">
        {shown.length === 0 ? t("glossary.none") : t("glossary.count", { count: shown.length })}
      </p>
      <dl className="glossary">
        {shown.map((id) => (
          <Entry key={id} id={id} isNow={id === now} />
        ))}
      </dl>
    </Page>
  );
}

function Entry({ id, isNow }: { readonly id: TermId; readonly isNow: boolean }) {
  const { t } = useText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After the frame has put a new page at its beginning.
    const later = requestAnimationFrame(() => isNow && place.current?.scrollIntoView({ block: "center" }));
    return () => cancelAnimationFrame(later);
  }, [isNow]);
  return (
    <div ref={place} className={isNow ? "glossary-entry glossary-now" : "glossary-entry"}>
      <dt aria-current={isNow ? "true" : undefined}>{t(`glossary.${id}`)}</dt>
      <dd>{t(`glossary.${id}.means`)}</dd>
      <dd className="small quiet">
        {t("glossary.see")}{" "}
        {GLOSSARY[id].map((other, at) => (
          <span key={other}>
            {at > 0 ? ", " : ""}
            <Term id={other}>{t(`glossary.${other}`)}</Term>
          </span>
        ))}
      </dd>
    </div>
  );
}

/** Case and accents do not matter to someone who searches. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
