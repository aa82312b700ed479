import { useState } from "react";
import type { Answer } from "../../shared/answer/answer.ts";
import { MenuButton } from "../parts/menu.tsx";
import { useText } from "../text/language.tsx";

/** Takes the sentence or the answer's address along. The sentence never goes without its source and gravest caveat. */
export function CopyMenu({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const [said, setSaid] = useState("");
  const copy = (what: string) => {
    const text = what === "address" ? window.location.href : citation(answer, t("answer.copy-source"));
    navigator.clipboard.writeText(text).then(
      () => setSaid(t("copied")),
      () => setSaid(t("answer.copy-failed")),
    );
  };
  return (
    <>
      <MenuButton
        label={t("answer.copy")}
        entries={[
          { id: "sentence", label: t("answer.copy-sentence"), detail: t("answer.copy-sentence-detail") },
          { id: "address", label: t("copy-address"), detail: t("answer.copy-address-detail") },
        ]}
        onChoose={copy}
      />
      <span className="small quiet" role="status">
        {said}
      </span>
    </>
  );
}

/** The sentence as it can be quoted: with its gravest caveat, source and answer id. */
function citation(answer: Answer, source: string): string {
  const grave = answer.caveats.find(({ severity }) => severity === "serious");
  const sources = answer.sources.map(({ title, publisher }) => `${title} (${publisher})`).join("; ");
  return [answer.sentence, grave?.text, `${source}: ${sources}. ${answer.id}`]
    .filter((part) => part !== undefined)
    .join("\n");
}
