import type { ImportReport } from "../../../shared/api.ts";
import { Button } from "../../parts/button.tsx";
import { Note, Progress } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Badge, type Standing } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { closeImport, stopImport, takeUp, useImporting } from "./importing.ts";

/** What is being brought in, and what came of it, file by file. */
export function ImportNote() {
  const { t } = useText();
  const importing = useImporting();
  const close = <Button onPress={closeImport}>{t("close")}</Button>;
  switch (importing.state) {
    case "idle":
    case "looking":
      return null;
    case "running": {
      const { rows = null, share = null } = importing.progress ?? {};
      const label = rows === null ? t("import.running") : t("import.stage-rows", { count: rows });
      return <Progress label={label} share={share} onCancel={stopImport} />;
    }
    case "aside":
      return (
        <Note
          standing="plain"
          actions={
            <>
              <Button onPress={takeUp}>{t("import.take-up")}</Button>
              <Button onPress={closeImport}>{t("import.put-away")}</Button>
            </>
          }
        >
          {t("import.aside", { count: importing.looking.files.length })}
        </Note>
      );
    case "failed":
      return <ProblemNote problem={importing.problem} actions={close} />;
    case "done":
      return (
        <div role="status">
          <Note standing={importing.report.rejected > 0 ? "notice" : "good"} actions={close}>
            <p className="note-title">{t("import.done", countsOf(importing.report))}</p>
            <ul className="stack import-files">
              {importing.report.files.map((file) => (
                <ImportedFile key={file.path} file={file} />
              ))}
            </ul>
          </Note>
        </div>
      );
  }
}

type File = ImportReport["files"][number];

const STANDING: Readonly<Record<File["outcome"], Standing>> = {
  added: "good",
  updated: "good",
  unchanged: "plain",
  rejected: "bad",
};

function ImportedFile({ file }: { readonly file: File }) {
  const { t } = useText();
  const problem = file.problem;
  return (
    <li>
      <p className="row">
        <Badge standing={STANDING[file.outcome]}>{t(`import.${file.outcome}`)}</Badge>
        <span>{file.path}</span>
        {file.entries === null ? null : (
          <span className="quiet small">{t("import.entries", file.entries)}</span>
        )}
        {file.rows === null ? null : (
          <span className="quiet small">{t("import.rows", { count: file.rows })}</span>
        )}
      </p>
      {problem === null ? null : (
        <p className="small">
          {[problem.message, problem.meaning, problem.remedy].filter((part) => part !== undefined).join(" ")}
        </p>
      )}
      {file.notes.map((note) => (
        <p key={note} className="small quiet">
          {note}
        </p>
      ))}
    </li>
  );
}

const countsOf = ({ added, updated, unchanged, rejected }: ImportReport) => ({
  added,
  updated,
  unchanged,
  rejected,
});
