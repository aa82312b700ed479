import { useState } from "react";
import { useSearch } from "wouter";
import type { Choice, Look } from "../../../shared/api.ts";
import type { Part } from "../../../shared/question/parts.ts";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { Checkbox, Select } from "../../parts/choice.tsx";
import { SearchField } from "../../parts/field.tsx";
import { Empty } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { isInForce } from "../patch.ts";
import { AskAbove } from "./ask-above.tsx";
import { type QuestionRef, useReferred } from "./question-ref.ts";
import { VariantList } from "./variant-list.tsx";
import "./compare.css";

/** One part of a question changed into several: three places, three periods, as a list of questions. */
export function VaryPage() {
  const { t } = useText();
  const of = new URLSearchParams(useSearch()).get("of");
  const { ref, look, problem, isMissing } = useReferred(of);
  return (
    <Page title={t("vary.title")} above={<AskAbove />}>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {of === null || isMissing ? (
        <Empty title={t("compare.missing")}>
          <p>{t("vary.missing-help")}</p>
        </Empty>
      ) : null}
      {ref === null || look === null ? null : <Vary base={ref} look={look} />}
    </Page>
  );
}

/** One name for both ends of the window: its choices are whole windows. */
const NEVER: ReadonlySet<Part> = new Set(["decision", "to"]);

function Vary({ base, look }: { readonly base: QuestionRef; readonly look: Look }) {
  const { t } = useText();
  const parts = [
    ...new Set(look.sentence.flatMap(({ part }) => (part === null || NEVER.has(part) ? [] : [part]))),
  ];
  const [part, setPart] = useState<Part>(parts.includes("place") ? "place" : (parts[0] ?? "measure"));
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const change = (next: Part) => {
    setPart(next);
    setTyped("");
    setChosen([]);
  };
  const toggle = (choice: Choice, isOn: boolean) =>
    setChosen(isOn ? [...chosen, choice] : chosen.filter(({ id }) => id !== choice.id));
  const nameOf = (one: Part) => t(one === "from" ? "vary.time" : `part.${one}`);
  return (
    <>
      <section className="stack" aria-labelledby="vary-base">
        <h2 id="vary-base">{t("vary.base")}</h2>
        <p>{look.text}</p>
      </section>
      <section className="stack" aria-labelledby="vary-choose">
        <h2 id="vary-choose">{t("vary.choose")}</h2>
        <div className="vary-tools">
          <Select
            label={t("vary.part")}
            value={part}
            options={parts.map((id) => ({ id, label: nameOf(id) }))}
            onChange={change}
          />
          <SearchField
            label={t("choices.search", { part: nameOf(part) })}
            placeholder={t("choices.search", { part: nameOf(part) })}
            value={typed}
            onChange={setTyped}
          />
        </div>
        <Choices base={base} part={part} typed={typed} chosen={chosen} onToggle={toggle} />
      </section>
      <VariantList base={base} chosen={chosen} onRemove={(choice) => toggle(choice, false)} />
    </>
  );
}

function Choices({
  base,
  part,
  typed,
  chosen,
  onToggle,
}: {
  readonly base: QuestionRef;
  readonly part: Part;
  readonly typed: string;
  readonly chosen: readonly Choice[];
  readonly onToggle: (choice: Choice, isOn: boolean) => void;
}) {
  const { t, language } = useText();
  const choices = useUseCase(
    "question.choices",
    { question: base.question, part, typed: typed.slice(0, 200), language },
    { keep: true },
  );
  if (choices.isError) return <ProblemNote problem={problemOf(choices.error)} />;
  const legal = (choices.data ?? []).filter(
    (choice) => choice.legal && !isInForce(base.question, choice.patch),
  );
  const label = t("vary.choices");
  if (legal.length === 0)
    return <p className="quiet small">{t(choices.isPending ? "loading" : "choices.none")}</p>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the boxes are a choice, not fields to send.
    <div className="vary-choices" role="group" aria-label={label}>
      {legal.map((choice) => (
        <div key={choice.id} className="vary-choice">
          <Checkbox
            isOn={chosen.some(({ id }) => id === choice.id)}
            onChange={(isOn) => onToggle(choice, isOn)}
          >
            {choice.label}
            {choice.detail === null || choice.detail === choice.label ? null : (
              <span className="small quiet"> {choice.detail}</span>
            )}
          </Checkbox>
          <span className="choice-count">
            {choice.datasets === 0 ? t("choices.count-none") : t("choices.count", { count: choice.datasets })}
          </span>
        </div>
      ))}
    </div>
  );
}
