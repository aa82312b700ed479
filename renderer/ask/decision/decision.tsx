import { useEffect, useRef, useState } from "react";
import type { Decision, Question } from "../../../shared/question/question.ts";
import { Button } from "../../parts/button.tsx";
import { useText } from "../../text/language.tsx";
import { Why } from "../learn/why.tsx";
import { useAsk } from "../session-provider.tsx";
import { DecisionForm } from "./decision-form.tsx";

/** What the number will decide: stated before it is seen, or waived on record. */
export function DecisionLine({ question }: { readonly question: Question }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [isOpen, setOpen] = useState(false);
  const { decision } = question;
  const way = useRef<HTMLButtonElement>(null);
  const isDone = useRef(false);
  // The button that was pressed is gone afterwards: the keyboard goes on at the one that stays.
  useEffect(() => {
    if (!isDone.current || isOpen) return;
    isDone.current = false;
    way.current?.focus();
  });
  const close = () => {
    isDone.current = true;
    setOpen(false);
  };
  const keep = (next: Decision) => {
    dispatch({ do: "change", name: { kind: "part", label: t("part.decision") }, patch: { decision: next } });
    close();
  };
  return (
    <section className="stack decision" aria-labelledby="decision-heading">
      <h2 id="decision-heading">{t("decision.heading")}</h2>
      <Why part="decision" />
      {isOpen ? (
        <DecisionForm
          decision={decision?.kind === "stated" ? decision : null}
          onKeep={keep}
          onClose={close}
        />
      ) : (
        <>
          <DecisionWords decision={decision} />
          <div className="row">
            <Button ref={way} onPress={() => setOpen(true)}>
              {t(decision?.kind === "stated" ? "decision.edit" : "decision.state")}
            </Button>
            {decision === undefined ? (
              <Button loudness="quiet" onPress={() => keep({ kind: "waived" })}>
                {t("decision.waive")}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}

type Rule = NonNullable<Extract<Decision, { kind: "stated" }>["rule"]>;

function DecisionWords({ decision }: { readonly decision: Decision | undefined }) {
  const { t } = useText();
  const words = useDecisionWords()(decision);
  return <p className={decision?.kind === "stated" ? "" : "quiet"}>{words ?? t("decision.none")}</p>;
}

/** Says a decision in words; null when none is stated yet. */
export function useDecisionWords(): (decision: Decision | undefined) => string | null {
  const { t, day, number } = useText();
  const ruleInWords = ({ op, value, action }: Rule, decided: string) => {
    const limit = { op: t(`op.${op}`), value: number(value) };
    return action === decided ? t("decision.line-if", limit) : t("decision.line-rule", { ...limit, action });
  };
  return (decision) => {
    if (decision === undefined) return null;
    if (decision.kind === "waived") return t("decision.waived");
    const { what, who, by, rule } = decision;
    const words = [
      what,
      who === undefined ? null : t("decision.line-who", { who }),
      by === undefined ? null : t("decision.line-by", { day: day(by) }),
      rule === undefined ? null : ruleInWords(rule, what),
    ];
    return `${words.filter((part) => part !== null).join(", ")}.`;
  };
}
