import { useState } from "react";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from "react-aria-components";
import type { Choice } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { isInForce } from "../patch.ts";
import type { PartName } from "./part-control.tsx";

/** The choices for a part, found by typing. What is not possible stays in the list and says why. */
export function ChoiceList({
  question,
  name,
  onChoose,
  isFocused,
}: {
  readonly question: Question;
  readonly name: PartName;
  readonly onChoose: (choice: Choice) => void;
  readonly isFocused: boolean;
}) {
  const { t, language } = useText();
  const [typed, setTyped] = useState("");
  const choices = useUseCase(
    "question.choices",
    { question, part: name, typed: typed.slice(0, 200), language },
    { keep: true },
  );
  const label = t("choices.search", { part: t(`part.${name}`) });
  if (choices.isError) return <ProblemNote problem={problemOf(choices.error)} />;
  const items = choices.data ?? [];
  const take = (id: string) => {
    const choice = items.find((item) => item.id === id);
    if (choice?.legal) onChoose(choice);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField className="field" aria-label={label} autoFocus={isFocused}>
        <Input className="field-input" placeholder={label} />
      </SearchField>
      <ListBox
        className="choices"
        aria-label={t(`part.${name}`)}
        items={items}
        selectionMode="none"
        onAction={(key) => take(String(key))}
        renderEmptyState={() => (
          <p className="quiet small choices-none">{t(choices.isPending ? "loading" : "choices.none")}</p>
        )}
      >
        {(choice) => <ChoiceItem choice={choice} isNow={isInForce(question, choice.patch)} />}
      </ListBox>
    </Autocomplete>
  );
}

function ChoiceItem({ choice, isNow }: { readonly choice: Choice; readonly isNow: boolean }) {
  const { t } = useText();
  const count =
    choice.datasets === 0 ? t("choices.count-none") : t("choices.count", { count: choice.datasets });
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.label}
      className={`menu-item choice ${choice.legal ? "" : "choice-illegal"} ${isNow ? "choice-now" : ""}`}
    >
      <span className="choice-line">
        <span>
          {isNow ? <span aria-hidden="true">✓ </span> : null}
          {choice.label}
        </span>
        {choice.legal ? <span className="choice-count">{count}</span> : null}
      </span>
      {choice.legal && choice.detail === null ? null : (
        <span className="menu-item-detail">
          {choice.legal ? choice.detail : t("choices.not-possible", { reason: choice.reason ?? "" })}
        </span>
      )}
    </ListBoxItem>
  );
}
