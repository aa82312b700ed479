import { useState } from "react";
import type { Choice } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import { Button } from "../../parts/button.tsx";
import { DateField } from "../../parts/date-field.tsx";
import { useText } from "../../text/language.tsx";

/** The first or last day of the window, typed as a date. */
export function DayChoice({
  question,
  end,
  onChoose,
}: {
  readonly question: Question;
  readonly end: "from" | "to";
  readonly onChoose: (choice: Pick<Choice, "patch">) => void;
}) {
  const { t } = useText();
  const [day, setDay] = useState<string | null>(question.time?.[end] ?? null);
  const use = () => {
    if (day === null) return;
    const { any: _, ...time } = question.time ?? {};
    onChoose({ patch: { time: { ...time, [end]: day } } });
  };
  return (
    <form
      className="row day-choice"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <DateField label={t("choices.date")} value={day} onChange={setDay} autoFocus />
      <Button type="submit" isDisabled={day === null}>
        {t("choices.date-use")}
      </Button>
    </form>
  );
}
