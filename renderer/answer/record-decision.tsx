import { useState } from "react";
import { Form } from "react-aria-components";
import type { Answer } from "../../shared/answer/answer.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { Note } from "../parts/note.tsx";
import { PopoverOn } from "../parts/popover.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { isRough } from "./is-rough.ts";

/** Writes into the ledger what was decided on the ground of this answer. */
export function RecordDecision({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const stated = answer.question.decision?.kind === "stated" ? answer.question.decision : undefined;
  const [what, setWhat] = useState(stated?.what ?? "");
  const [who, setWho] = useState(stated?.who ?? "");
  const [because, setBecause] = useState("");
  const [isOpen, setOpen] = useState(false);
  const record = useDo("decisions.record", ["answers.list", "workspace.info"]);
  const isWhole = what.trim() !== "" && who.trim() !== "";
  const save = () =>
    record.mutate(
      {
        answerIds: [answer.id],
        what: what.trim(),
        who: who.trim(),
        ...(because.trim() === "" ? {} : { because: because.trim() }),
      },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <>
      <PopoverOn
        label={t("answer.record")}
        isOpen={isOpen}
        onOpenChange={setOpen}
        button={<Button loudness="main">{t("answer.record")}</Button>}
      >
        <Form
          className="stack record-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isWhole && !record.isPending) save();
          }}
        >
          {isRough(answer) ? <Note standing="notice">{t("answer.record-rough")}</Note> : null}
          <TextField
            label={t("answer.record-what")}
            value={what}
            onChange={setWhat}
            lines={2}
            maxLength={2000}
            autoFocus
          />
          <TextField label={t("answer.record-who")} value={who} onChange={setWho} maxLength={300} />
          <TextField
            label={t("answer.record-because")}
            value={because}
            onChange={setBecause}
            lines={2}
            maxLength={5000}
          />
          {record.isError ? <ProblemNote problem={problemOf(record.error)} /> : null}
          <div>
            <Button type="submit" isDisabled={!isWhole} isBusy={record.isPending}>
              {t("answer.record-save")}
            </Button>
          </div>
        </Form>
      </PopoverOn>
      {record.isSuccess ? (
        <div className="answer-said" role="status">
          <Note standing="good">{t("answer.recorded")}</Note>
        </div>
      ) : null}
    </>
  );
}
