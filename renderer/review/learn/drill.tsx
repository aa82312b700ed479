import { Link } from "wouter";
import type { LessonView } from "../../../shared/review/lessons.ts";
import { addresses } from "../../frame/addresses.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Badge, type Standing } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { waitText } from "../wait.ts";
import { AskIt } from "./ask-it.tsx";

const STANDING: Readonly<Record<LessonView["drill"][number]["verdict"], Standing>> = {
  waiting: "unknown",
  "in-time": "good",
  late: "partly",
  "no-answer": "bad",
};

/** An exercise: each question, how much time it has, and how it went. */
export function Drill({
  view,
  title,
  on,
}: {
  readonly view: LessonView;
  readonly title: string;
  readonly on: string;
}) {
  const text = useText();
  const { t, day } = text;
  return (
    <>
      <p>
        {title}, {day(on)}
      </p>
      <DataTable
        caption={title}
        rows={view.drill}
        columns={[
          {
            id: "text",
            label: t("learn.question"),
            heading: true,
            cell: ({ text: words, questionId }) =>
              questionId === null ? words : <Link href={addresses.life(questionId)}>{words}</Link>,
          },
          {
            id: "within",
            label: t("learn.within"),
            numeric: true,
            cell: ({ withinMinutes }) => waitText(withinMinutes / 60, text),
          },
          {
            id: "took",
            label: t("learn.took"),
            numeric: true,
            cell: ({ minutes }) => (minutes === null ? "–" : waitText(minutes / 60, text)),
          },
          {
            id: "verdict",
            label: t("learn.verdict"),
            cell: ({ verdict }) => (
              <Badge standing={STANDING[verdict]}>{t(`learn.verdict-${verdict}`)}</Badge>
            ),
          },
          {
            id: "ask",
            label: t("learn.ask"),
            cell: ({ text: words, questionId }) => (questionId === null ? <AskIt text={words} /> : null),
          },
        ]}
      />
    </>
  );
}
