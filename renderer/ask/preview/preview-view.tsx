import { Fragment } from "react";
import type { PreviewStep } from "../../../shared/api/ask.ts";
import type { Question } from "../../../shared/question/question.ts";
import { Button } from "../../parts/button.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Note, Progress } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { usePreview } from "./use-preview.ts";
import "./preview.css";

/** What will be done, step by step, with first rows; the numbers of the answer stay covered until the question is sealed. */
export function PreviewView({ question }: { readonly question: Question }) {
  const { t } = useText();
  const { preview, problem, isWorking, cancel, again } = usePreview(question);
  const isStopped = problem?.code === "cancelled";
  return (
    <div className="stack preview" aria-busy={isWorking}>
      <Note standing="notice">{t("preview.covered-why")}</Note>
      {isWorking ? <Progress label={t("preview.working")} share={null} onCancel={cancel} /> : null}
      {problem === null ? null : isStopped ? (
        <div className="row">
          <p className="quiet">{t("preview.stopped")}</p>
          <Button onPress={again}>{t("preview.again")}</Button>
        </div>
      ) : (
        <ProblemNote problem={problem} />
      )}
      {preview === null ? null : (
        <>
          <ol className="steps preview-steps">
            {preview.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place in the plan.
              <li key={at}>
                <p>{step.text}</p>
                <StepRows step={step} place={at + 1} />
              </li>
            ))}
          </ol>
          {preview.rowsOfFile !== null && preview.rowsOfFile > preview.looksAt ? (
            <p className="small quiet">
              {t("preview.part", { looks: preview.looksAt, rows: preview.rowsOfFile })}
            </p>
          ) : null}
        </>
      )}
    </div>
  );
}

function StepRows({ step, place }: { readonly step: PreviewStep; readonly place: number }) {
  const { t } = useText();
  const { shows, columns, rows } = step;
  if (shows === "words") return null;
  if (shows === "closed" || shows === "counted")
    return <p className="small quiet">{t(`preview.${shows}`)}</p>;
  if (columns.length === 1 && rows.length === 0 && shows === "keys")
    return <p className="small quiet">{t("preview.one-number")}</p>;
  if (rows.length === 0) return <p className="small quiet">{t("preview.no-rows")}</p>;
  const caption = t(`preview.caption-${shows}`, { step: place, count: rows.length });
  return (
    <div className="preview-rows">
      <p className="small quiet">{caption}</p>
      <DataTable
        caption={caption}
        columns={columns.map(({ name, role }, at) => ({
          id: `${at}`,
          label: name,
          numeric: role === "value",
          cell: (row: PreviewStep["rows"][number]) => <Cell cell={row[at]} />,
        }))}
        rows={rows}
      />
    </div>
  );
}

function Cell({ cell }: { readonly cell: PreviewStep["rows"][number][number] | undefined }) {
  const { t } = useText();
  if (cell?.covered)
    return (
      <Fragment>
        <span className="preview-covered" aria-hidden="true" />
        <span className="only-read-aloud">{t("preview.covered")}</span>
      </Fragment>
    );
  return cell?.text == null ? <span className="quiet">–</span> : cell.text;
}
