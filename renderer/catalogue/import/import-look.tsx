import { applyCorrections } from "../../../shared/catalogue/corrections.ts";
import { plain } from "../../data/bridge.ts";
import { Button } from "../../parts/button.tsx";
import { More } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { Note } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { ColumnsEditor, MeasuresEditor } from "../edit/structure-editor.tsx";
import { ChangesTable } from "../entry/changes-table.tsx";
import { closeImport, confirmImport, correctImport, isAddable, type Shown } from "./importing.ts";

/** Data files before they are added: what Askline makes of each, why, and what the person corrects. */
export function ImportLook({ files }: { readonly files: readonly Shown[] }) {
  const { t } = useText();
  const addable = files.filter(({ preview }) => isAddable(preview));
  const isWrong = addable.some((file) => correctedOf(file) === null);
  return (
    <Page
      title={t("preview.title", { count: addable.length })}
      actions={
        <>
          <Button onPress={closeImport}>{t("preview.cancel")}</Button>
          <Button loudness="main" isDisabled={isWrong} onPress={() => void confirmImport()}>
            {t("preview.add", { count: addable.length })}
          </Button>
        </>
      }
    >
      <p className="quiet entry-description">{t("preview.lead")}</p>
      {files.map((file) => (
        <LookAtFile key={file.preview.path} file={file} />
      ))}
    </Page>
  );
}

/** The entry with what was corrected so far; null when the corrections do not fit. */
function correctedOf({ preview, corrections }: Shown) {
  if (preview.dataset === null) return null;
  const corrected = applyCorrections(preview.dataset, corrections);
  return corrected.ok ? corrected.value : null;
}

const STANDING = { added: "good", updated: "good", unchanged: "plain", rejected: "bad" } as const;
const OUTCOME = { added: "new", updated: "update", unchanged: "unchanged", rejected: "rejected" } as const;

function LookAtFile({ file }: { readonly file: Shown }) {
  const { t } = useText();
  const { path, outcome, rows, problem, notes, dataset, changes } = file.preview;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return (
    <section className="look stack" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <p className="row small">
          <Badge standing={STANDING[outcome]}>{t(`preview.${OUTCOME[outcome]}`)}</Badge>
          {rows === null ? null : <span className="quiet">{t("import.rows", { count: rows })}</span>}
        </p>
      </header>
      {problem === null ? null : <ProblemNote problem={plain(problem)} />}
      {notes.map((note) => (
        <Note key={note} standing="notice">
          {note}
        </Note>
      ))}
      {dataset === null || !isAddable(file.preview) ? null : <Proposal file={file} />}
      {changes.length === 0 ? null : (
        <More title={t("preview.differences", { count: changes.length })}>
          <ChangesTable changes={changes} />
        </More>
      )}
    </section>
  );
}

function Proposal({ file }: { readonly file: Shown }) {
  const { t } = useText();
  const { preview, corrections } = file;
  const { path, evidence } = preview;
  const dataset = correctedOf(file) ?? preview.dataset;
  if (dataset === null) return null;
  const corrected = preview.dataset ? applyCorrections(preview.dataset, corrections) : null;
  const proofs = evidence.map(({ column, measure, ...rest }) => ({
    ...rest,
    ...(column === undefined ? {} : { column }),
    ...(measure === undefined ? {} : { measure }),
  }));
  const guesses = proofs.filter(
    ({ basis, column, measure }) =>
      basis === "guessed" &&
      !(column !== undefined && corrections.columns?.[column]) &&
      !(measure !== undefined && corrections.measures?.[measure]),
  );
  const general = proofs.filter(({ column, measure }) => column === undefined && measure === undefined);
  const structure = {
    dataset,
    corrections,
    evidence: proofs,
    onChange: (next: typeof corrections) => correctImport(path, next),
  };
  return (
    <>
      {guesses.length > 0 ? (
        <Note standing="notice">{t("preview.guesses", { count: guesses.length })}</Note>
      ) : (
        <Note standing="good">{t("preview.sure")}</Note>
      )}
      {corrected !== null && !corrected.ok ? <ProblemNote problem={corrected.problem} /> : null}
      <div className="look-title">
        <TextField
          label={t("preview.name")}
          value={corrections.title ?? dataset.title}
          maxLength={500}
          onChange={(title) => correctImport(path, { ...corrections, title })}
          {...(corrections.title?.trim() === "" ? { fault: t("edit.needed") } : {})}
        />
      </div>
      {general.length === 0 ? null : (
        <ul className="small quiet">
          {general.map(({ field, text }) => (
            <li key={`${field} ${text}`}>
              {field === "accrualPeriodicity" ? `${t("edit.rhythm")}: ${text}` : text}
            </li>
          ))}
        </ul>
      )}
      <h3>{t("edit.columns")}</h3>
      <ColumnsEditor {...structure} />
      <h3>{t("edit.measures")}</h3>
      <MeasuresEditor {...structure} />
    </>
  );
}
