import { useId, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Term } from "../../parts/term.tsx";
import { type MessageKey, useText } from "../../text/language.tsx";
import type { PartName } from "../sentence/part-control.tsx";
import { TERM_OF_PART } from "./glossary-terms.ts";
import "./learn.css";

/** Why a part of the question is asked for, behind one press; with the word of Askline's own that it is about. */
export function Why({ part }: { readonly part: PartName }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const term = TERM_OF_PART[part];
  const key: MessageKey = `why.${part}`;
  return (
    <div className="why">
      <Button
        loudness="link"
        className="small"
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setOpen(!isOpen)}
      >
        {t("why.ask")}
      </Button>
      <p id={id} className="small" hidden={!isOpen}>
        {t(key)} <Term id={term}>{t("glossary.at", { term: t(`glossary.${term}`) })}</Term>
      </p>
    </div>
  );
}
