import { useState } from "react";
import { Link } from "wouter";
import type { Choice } from "../../../shared/api.ts";
import type { Decision } from "../../../shared/question/question.ts";
import type { Problem } from "../../../shared/result.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { forget, useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Note, Progress } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { Counts } from "../match/match-panel.tsx";
import { type Ended, useAskAll } from "./ask-all.ts";
import type { QuestionRef } from "./question-ref.ts";
import { type Variant, variantsOf } from "./variants.ts";

/** The questions that were made: kept as drafts, or sealed and asked together. */
export function VariantList({
  base,
  chosen,
  onRemove,
}: {
  readonly base: QuestionRef;
  readonly chosen: readonly Choice[];
  readonly onRemove: (choice: Choice) => void;
}) {
  const { t } = useText();
  const [waived, setWaived] = useState(false);
  const [kept, setKept] = useState<readonly { readonly id: string; readonly label: string }[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asking = useAskAll();
  const decision: Decision | undefined = base.question.decision ?? (waived ? { kind: "waived" } : undefined);
  const variants = variantsOf(
    decision === undefined ? base.question : { ...base.question, decision },
    chosen,
  );
  const keep = async () => {
    try {
      const drafts = variants.map(({ label, question }) => ({ id: crypto.randomUUID(), label, question }));
      for (const { id, question } of drafts) await call("drafts.save", { id, question, text: "" });
      await forget(["answers.list", "drafts.list"]);
      setProblem(null);
      setKept(drafts);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  if (variants.length === 0) return <p className="quiet">{t("vary.none")}</p>;
  const isBusy = asking.state === "asking";
  return (
    <section className="stack vary-made" aria-labelledby="vary-list">
      <h2 id="vary-list">{t("vary.list", { count: variants.length })}</h2>
      <ul className="vary-list">
        {variants.map((variant, at) => (
          <VariantItem
            key={variant.id}
            variant={variant}
            ended={asking.ended.find(({ id }) => id === variant.id) ?? null}
            onRemove={() => {
              const choice = chosen[at];
              asking.reset();
              if (choice !== undefined) onRemove(choice);
            }}
            isFixed={isBusy}
          />
        ))}
      </ul>
      {isBusy ? (
        <Progress
          label={t("vary.asking", { count: asking.count, all: variants.length })}
          share={asking.count / variants.length}
          onCancel={asking.cancel}
        />
      ) : null}
      {decision === undefined ? (
        <Note
          standing="notice"
          actions={<Button onPress={() => setWaived(true)}>{t("decision.waive")}</Button>}
        >
          {t("vary.decision-first")}
        </Note>
      ) : null}
      <div className="row">
        <Button
          loudness="main"
          isDisabled={decision === undefined || isBusy}
          onPress={() => asking.start(variants)}
        >
          {t("vary.seal-all", { count: variants.length })}
        </Button>
        <Button isDisabled={isBusy} onPress={() => void keep()}>
          {t("vary.keep", { count: variants.length })}
        </Button>
      </div>
      <p className="small quiet">{t("vary.seal-note")}</p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {kept.length === 0 ? null : (
        <Note standing="good">
          {t("vary.kept", { count: kept.length })}
          <ul>
            {kept.map(({ id, label }) => (
              <li key={id} className="row">
                <Link href={addresses.draft(id)}>{label}</Link>
                <Link href={addresses.compare(base.id, id)} aria-label={t("vary.compare", { label })}>
                  {t("compare.with-first")}
                </Link>
              </li>
            ))}
          </ul>
        </Note>
      )}
    </section>
  );
}

function VariantItem({
  variant,
  ended,
  onRemove,
  isFixed,
}: {
  readonly variant: Variant;
  readonly ended: Ended | null;
  readonly onRemove: () => void;
  readonly isFixed: boolean;
}) {
  const { t, language } = useText();
  const look = useUseCase("question.look", { question: variant.question, language }, { keep: true });
  const stop = look.data?.findings.find(
    ({ severity, code }) => severity === "stops" && code !== "no-decision",
  );
  return (
    <li className="vary-item">
      <div className="stack">
        <p>{look.data?.text ?? variant.label}</p>
        {stop === undefined ? null : <p className="small">{t("seal.why-not", { reason: stop.text })}</p>}
        {ended === null ? (
          look.data === undefined ? null : (
            <Counts report={look.data.match} />
          )
        ) : (
          <End ended={ended} />
        )}
      </div>
      <Button
        loudness="quiet"
        className="icon-button"
        aria-label={t("vary.remove", { label: variant.label })}
        isDisabled={isFixed}
        onPress={onRemove}
      >
        <Icon name="close" />
      </Button>
    </li>
  );
}

function End({ ended }: { readonly ended: Ended }) {
  if (ended.outcome === null) return <ProblemNote problem={ended.problem} />;
  if (ended.outcome.kind === "answered") {
    const { id, sentence } = ended.outcome.answer;
    return (
      <p>
        <Link href={addresses.answer(id)}>{sentence}</Link>
      </p>
    );
  }
  return <Note standing="bad">{ended.outcome.refusal.reasons.join(" ")}</Note>;
}
