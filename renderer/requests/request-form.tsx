import { useState } from "react";
import { useLocation } from "wouter";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { DateField } from "../parts/date-field.tsx";
import { TextField } from "../parts/field.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

const EMPTY = { wanted: "", purpose: "", columns: "", holder: "", legalBasis: "", duration: "" };

/** The letter to whoever holds the data: what, what for, on what basis, by when. */
export function RequestForm({
  questionId,
  questionText,
}: {
  readonly questionId: string | null;
  readonly questionText: string | null;
}) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const write = useDo("requests.open", ["requests.list", "review.get"]);
  const [said, setSaid] = useState({ ...EMPTY, purpose: questionText ?? "" });
  const [deadline, setDeadline] = useState<string | null>(null);
  const [fault, setFault] = useState(false);
  const set = (part: keyof typeof EMPTY) => (value: string) => setSaid({ ...said, [part]: value });
  const save = () => {
    const { wanted, purpose, columns, ...rest } = said;
    const missing = wanted.trim() === "" || purpose.trim() === "";
    setFault(missing);
    if (missing) return;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ""));
    write.mutate(
      {
        questionId,
        wanted,
        purpose,
        columns: columns.split("\n").flatMap((line) => line.trim() || []),
        ...given,
        ...(deadline === null ? {} : { deadline }),
      },
      { onSuccess: ({ requestId }) => navigate(addresses.request(requestId)) },
    );
  };
  return (
    <div className="stack review-form">
      {questionText === null ? null : (
        <Note standing="notice">
          {t("requests.from-question")}: “{questionText}”
        </Note>
      )}
      <TextField
        label={t("requests.wanted")}
        lines={2}
        value={said.wanted}
        onChange={set("wanted")}
        {...(fault ? { fault: t("requests.missing") } : {})}
      />
      <TextField label={t("requests.purpose")} lines={2} value={said.purpose} onChange={set("purpose")} />
      <TextField
        label={t("requests.columns")}
        hint={t("requests.columns-hint")}
        lines={3}
        value={said.columns}
        onChange={set("columns")}
      />
      <TextField label={t("requests.holder")} value={said.holder} onChange={set("holder")} />
      <TextField label={t("requests.legal-basis")} value={said.legalBasis} onChange={set("legalBasis")} />
      <TextField label={t("requests.duration")} value={said.duration} onChange={set("duration")} />
      <DateField label={t("requests.deadline")} value={deadline} onChange={setDeadline} />
      <div>
        <Button onPress={save} isBusy={write.isPending}>
          {t("requests.open")}
        </Button>
      </div>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </div>
  );
}
