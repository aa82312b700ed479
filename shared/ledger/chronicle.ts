import type { Gap } from "../match/report.ts";
import type { Question } from "../question/question.ts";
import type { Happening, LedgerEvent } from "./event.ts";

/** One version of a dataset's entry: when it came, by whom, and the file it was about then. */
export type EntryVersion = {
  readonly at: string;
  readonly by: string;
  readonly what: "imported" | "revised";
  readonly entrySha256: string;
  readonly sha256: string | null;
  readonly rows: number | null;
  /** The version it replaced, where the ledger says so. */
  readonly replaced: string | null;
};

/** Somebody looked at an entry and stands for it, as it was then. */
export type Approval = { readonly at: string; readonly by: string; readonly entrySha256: string };

/** A catalogue of entries came in, or came in again. `imported`: the moment that its entries carry, where they do. */
export type CatalogueImport = {
  readonly at: string;
  readonly by: string;
  readonly imported: string | null;
};

/** A question that could not be answered, with what was missing then. */
export type RefusedQuestion = {
  readonly questionId: string;
  readonly at: string;
  readonly text: string;
  readonly question: Question;
  readonly gaps: readonly Gap[];
  /** `not-answerable`, `not-well-formed`, … and why, in sentences. */
  readonly code: string;
  readonly reasons: readonly string[];
};

/** Another laptop's ledger as it was taken in here. */
export type MergedLedger = Extract<Happening, { kind: "ledger-merged" }>["payload"] & {
  readonly at: string;
  readonly by: string;
};

/** What the ledger knows about the catalogue: versions and approvals by dataset, imports of catalogues, and what the catalogue could not answer; and whose ledgers were taken in. */
export type Chronicle = {
  readonly versions: ReadonlyMap<string, readonly EntryVersion[]>;
  readonly approvals: ReadonlyMap<string, Approval>;
  /** Imports of catalogues by the catalogue's name, in their order. */
  readonly catalogues: ReadonlyMap<string, readonly CatalogueImport[]>;
  readonly refused: ReadonlyMap<string, RefusedQuestion>;
  readonly merged: readonly MergedLedger[];
};

/** A question that may still be refused. */
type Asked = { readonly question: Question; readonly text: string; readonly gaps: readonly Gap[] };

/** A chronicle as plain lists, to be kept in a file and begun from again. */
export type SavedChronicle = {
  readonly versions: readonly (readonly [string, readonly EntryVersion[]])[];
  readonly approvals: readonly (readonly [string, Approval])[];
  readonly catalogues: readonly (readonly [string, readonly CatalogueImport[]])[];
  readonly asked: readonly (readonly [string, Asked])[];
  readonly refused: readonly RefusedQuestion[];
  readonly merged: readonly MergedLedger[];
};

/** A chronicle that grows by one event at a time. */
export type ChronicleFold = {
  readonly add: (event: LedgerEvent) => void;
  readonly chronicle: Chronicle;
  readonly save: () => SavedChronicle;
};

/** Starts a chronicle, empty or from where an earlier one was saved. The maps are updated in place as events are added. */
export function startChronicle(saved?: SavedChronicle): ChronicleFold {
  const versions = new Map(saved?.versions.map(([dataset, all]) => [dataset, [...all]]));
  const approvals = new Map(saved?.approvals);
  const catalogues = new Map(saved?.catalogues.map(([name, all]) => [name, [...all]]));
  const asked = new Map<string, Asked>(saved?.asked);
  const refused = new Map(saved?.refused.map((one) => [one.questionId, one]));
  const merged: MergedLedger[] = [...(saved?.merged ?? [])];
  const add = (event: LedgerEvent): void => {
    const at = event.time;
    switch (event.kind) {
      case "dataset-imported":
      case "dataset-revised": {
        const { dataset, entrySha256, sha256, rows } = event.payload;
        const what = event.kind === "dataset-imported" ? "imported" : "revised";
        const replaced = event.kind === "dataset-revised" ? (event.payload.previousEntry ?? null) : null;
        const version: EntryVersion = { at, by: event.actor, what, entrySha256, sha256, rows, replaced };
        const known = versions.get(dataset);
        if (known) known.push(version);
        else versions.set(dataset, [version]);
        return;
      }
      case "catalogue-imported": {
        const { name, imported = null } = event.payload;
        const came: CatalogueImport = { at, by: event.actor, imported };
        const known = catalogues.get(name);
        if (known) known.push(came);
        else catalogues.set(name, [came]);
        return;
      }
      case "dataset-approved": {
        const { dataset, entrySha256, approved } = event.payload;
        if (approved) approvals.set(dataset, { at, by: event.actor, entrySha256 });
        else approvals.delete(dataset);
        return;
      }
      case "question-asked":
      case "question-revised": {
        const { questionId, question, text } = event.payload;
        asked.set(questionId, { question, text, gaps: [] });
        return;
      }
      case "question-matched": {
        const known = asked.get(event.payload.questionId);
        if (known) asked.set(event.payload.questionId, { ...known, gaps: event.payload.report.gaps });
        return;
      }
      case "question-refused": {
        const { questionId, code, reasons } = event.payload;
        const known = asked.get(questionId);
        if (known) refused.set(questionId, { questionId, at, code, reasons, ...known });
        asked.delete(questionId);
        return;
      }
      case "run-finished":
      case "run-failed":
      case "run-cancelled":
        asked.delete(event.payload.questionId);
        return;
      case "ledger-merged":
        merged.push({ ...event.payload, at, by: event.actor });
        return;
      default:
        return;
    }
  };
  return {
    add,
    chronicle: { versions, approvals, catalogues, refused, merged },
    save: () => ({
      versions: [...versions],
      approvals: [...approvals],
      catalogues: [...catalogues],
      asked: [...asked],
      refused: [...refused.values()],
      merged,
    }),
  };
}
