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
import {
  canBeReadOtherwise,
  confirmImport,
  correctImport,
  type Importing,
  isAddable,
  isReady,
  leaveOut,
  putAside,
  type Rereading,
  type Shown,
  shownKey,
} from "./importing.ts";
import { ReadingChoicesOf } from "./reading-choices.tsx";

/** Data files before they are added: what Askline makes of each, why, and what the person corrects. */
export function ImportLook({ looking }: { readonly looking: Extract<Importing, { state: "looking" }> }) {
  const { t } = useText();
  const { files, rereading, problem } = looking;
  const addable = files.filter(isReady);
  const undecided = files.filter(({ preview, isLeftOut }) => !isLeftOut && preview.reading.open.length > 0);
  const isWrong = addable.some((file) => correctedOf(file) === null);
  return (
    <Page
      title={t("preview.title", { count: files.length })}
      actions={
        <>
          <Button onPress={putAside}>{t("preview.cancel")}</Button>
          <Button
            loudness="main"
            isDisabled={isWrong || addable.length === 0 || rereading !== null}
            onPress={() => void confirmImport()}
          >
            {t("preview.add", { count: addable.length })}
          </Button>
        </>
      }
    >
      <p className="quiet entry-description">{t("preview.lead")}</p>
      {undecided.length === 0 ? null : (
        <Note standing="notice">{t("preview.undecided", { count: undecided.length })}</Note>
      )}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {files.map((file) => (
        <LookAtFile
          key={shownKey(file)}
          file={file}
          rereading={rereading?.key === shownKey(file) ? rereading : null}
          canLeaveOut={files.length > 1}
        />
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

function LookAtFile({
  file,
  rereading,
  canLeaveOut,
}: {
  readonly file: Shown;
  readonly rereading: Rereading | null;
  readonly canLeaveOut: boolean;
}) {
  const { t } = useText();
  const { path, part, outcome, rows, problem, notes, dataset, changes } = file.preview;
  const fileName = path.split(/[\\/]/).at(-1) ?? path;
  const name = part === null ? fileName : `${fileName} › ${part}`;
  return (
    <section className="look stack" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <div className="row small">
          <Badge standing={file.isLeftOut ? "plain" : STANDING[outcome]}>
            {t(file.isLeftOut ? "preview.left-out" : `preview.${OUTCOME[outcome]}`)}
          </Badge>
          {rows === null ? null : <span className="quiet">{t("import.rows", { count: rows })}</span>}
          {canLeaveOut && isAddable(file.preview) ? (
            <Button onPress={() => leaveOut(file, !file.isLeftOut)}>
              {t(file.isLeftOut ? "preview.take-in" : "preview.leave-out")}
            </Button>
          ) : null}
        </div>
      </header>
      {problem === null ? null : <ProblemNote problem={plain(problem)} />}
      {notes.length === 0 ? null : (
        <Note standing="notice">
          <p className="note-title">{t("preview.notes")}</p>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Note>
      )}
      {problem !== null && canBeReadOtherwise(file.preview) ? (
        <Note standing="notice">{t("reading.otherwise")}</Note>
      ) : null}
      {file.isLeftOut ? null : <ReadingChoicesOf file={file} rereading={rereading} />}
      {dataset === null || file.isLeftOut || !isAddable(file.preview) ? null : <Proposal file={file} />}
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
  const { evidence } = preview;
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
    onChange: (next: typeof corrections) => correctImport(file, next),
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
          onChange={(title) => correctImport(file, { ...corrections, title })}
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
