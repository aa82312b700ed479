import { useState } from "react";
import type { ButtonProps } from "react-aria-components";
import type { Choice, SentencePart } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import { call } from "../../data/bridge.ts";
import { Button } from "../../parts/button.tsx";
import { PopoverOn } from "../../parts/popover.tsx";
import { useText } from "../../text/language.tsx";
import { Why } from "../learn/why.tsx";
import { isInForce } from "../patch.ts";
import { useAsk } from "../session-provider.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { DayChoice } from "./day-choice.tsx";
import { ValueChoice } from "./value-choice.tsx";

export type PartName = NonNullable<SentencePart["part"]>;

/** One part of the sentence: Enter opens its choices, the arrow keys go to the next legal one, Esc closes. */
export function PartControl({
  question,
  name,
  text,
  isMissing,
}: {
  readonly question: Question;
  readonly name: PartName;
  readonly text: string;
  readonly isMissing: boolean;
}) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [isOpen, setOpen] = useState(false);
  const label = t(`part.${name}`);
  const choose = (choice: Pick<Choice, "patch">) =>
    dispatch({ do: "change", name: { kind: "part", label }, patch: choice.patch });
  const onKeyDown: NonNullable<ButtonProps["onKeyDown"]> = (event) => {
    if (isOpen || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return event.continuePropagation();
    event.preventDefault();
    void nextChoice(question, name, event.key === "ArrowDown" ? 1 : -1).then((next) => next && choose(next));
  };
  const isDay = name === "from" || name === "to";
  return (
    <PopoverOn
      label={label}
      isOpen={isOpen}
      onOpenChange={setOpen}
      button={
        <Button onKeyDown={onKeyDown} loudness="quiet" className={isMissing ? "part part-missing" : "part"}>
          <span className="only-read-aloud">{label}: </span>
          {text}
          {isMissing ? <span className="only-read-aloud">, {t("sentence.missing")}</span> : null}
        </Button>
      }
    >
      {(close) => {
        const take = (choice: Pick<Choice, "patch">) => {
          choose(choice);
          close();
        };
        return (
          <div className="stack">
            <Why part={name} />
            {isDay ? <DayChoice question={question} end={name} onChoose={take} /> : null}
            <ValueChoice question={question} name={name} onChoose={take} />
            <ChoiceList question={question} name={name} onChoose={take} isFocused={!isDay} />
          </div>
        );
      }}
    </PopoverOn>
  );
}

/** The legal choice after or before the one in force. */
async function nextChoice(question: Question, part: PartName, step: 1 | -1): Promise<Choice | undefined> {
  const choices = await call("question.choices", { question, part, typed: "" }).catch((): Choice[] => []);
  const legal = choices.filter((choice) => choice.legal);
  const at = legal.findIndex((choice) => isInForce(question, choice.patch));
  return at < 0 ? legal.at(step === 1 ? 0 : -1) : legal[at + step];
}
