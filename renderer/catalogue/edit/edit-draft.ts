import type { Corrections } from "../../../shared/catalogue/corrections.ts";
import { type Dataset, protectionSchema } from "../../../shared/catalogue/dataset.ts";

/** How counts of people are kept safe, as it stands in the form. */
export type Protection = NonNullable<Dataset["protection"]>;

/** The words and numbers of an entry as they stand in the form; empty text: not stated. */
export type EditDraft = {
  readonly title: string;
  readonly description: string;
  readonly steward: string;
  readonly stewardContact: string;
  readonly licence: string;
  readonly licenceId: string;
  readonly access: Dataset["access"];
  readonly legalBasis: string;
  readonly smallestCell: number;
  readonly protection: Protection;
  readonly rhythm: string;
  /** The measured things it is designated for everywhere, as `concept subject`. */
  readonly authoritative: readonly string[];
  /** Corrections of columns and measures. */
  readonly structure: Corrections;
};

/** The key of a measured thing. */
export const claimKey = ({ concept, subject }: { concept: string; subject?: string | undefined }): string =>
  `${concept} ${subject ?? ""}`;

/** The form of an entry as it is. */
export const draftOf = (dataset: Dataset): EditDraft => ({
  title: dataset.title,
  description: dataset.description,
  steward: dataset.steward?.name ?? "",
  stewardContact: dataset.steward?.contact ?? "",
  licence: dataset.licence?.text ?? "",
  licenceId: dataset.licence?.id ?? "",
  access: dataset.access,
  legalBasis: dataset.legalBasis ?? "",
  smallestCell: dataset.smallestCell,
  protection: dataset.protection ?? protectionSchema.parse({}),
  rhythm: dataset.accrualPeriodicity ?? "",
  authoritative: dataset.authoritativeFor.filter(({ area }) => area === undefined).map(claimKey),
  structure: {},
});

/** Only what differs from the entry; a text that was emptied takes its part out. */
export function correctionsFrom(dataset: Dataset, draft: EditDraft): Corrections {
  const was = draftOf(dataset);
  const differs = (...fields: readonly (keyof EditDraft)[]) =>
    fields.some((field) => JSON.stringify(draft[field]) !== JSON.stringify(was[field]));
  const { structure } = draft;
  return {
    ...(differs("title") ? { title: draft.title } : {}),
    ...(differs("description") ? { description: draft.description } : {}),
    ...(differs("steward", "stewardContact") ? { steward: stewardOf(dataset, draft) } : {}),
    ...(differs("licence", "licenceId") ? { licence: licenceOf(dataset, draft) } : {}),
    ...(differs("access") ? { access: draft.access } : {}),
    ...(differs("legalBasis") ? { legalBasis: textOrNone(draft.legalBasis) } : {}),
    ...(differs("smallestCell") ? { smallestCell: draft.smallestCell } : {}),
    ...(differs("protection") ? { protection: draft.protection } : {}),
    ...(differs("rhythm") ? { accrualPeriodicity: textOrNone(draft.rhythm) } : {}),
    ...(differs("authoritative") ? { authoritativeFor: claimsOf(dataset, draft) } : {}),
    ...structure,
  };
}

const textOrNone = (text: string): string | null => (text.trim() === "" ? null : text.trim());

function stewardOf({ steward }: Dataset, draft: EditDraft): Corrections["steward"] {
  if (draft.steward.trim() === "") return null;
  const contact = draft.stewardContact.trim();
  const { contact: _, ...rest } = steward ?? {};
  return { ...rest, name: draft.steward.trim(), ...(contact === "" ? {} : { contact }) };
}

function licenceOf({ licence }: Dataset, draft: EditDraft): Corrections["licence"] {
  if (draft.licence.trim() === "") return null;
  const id = draft.licenceId.trim();
  const { id: _, ...rest } = licence ?? {};
  return { ...rest, text: draft.licence.trim(), ...(id === "" ? {} : { id }) };
}

/** Claims for single areas stay as they are; those for everywhere are the ticked ones. */
function claimsOf(dataset: Dataset, draft: EditDraft): NonNullable<Corrections["authoritativeFor"]> {
  const local = dataset.authoritativeFor.filter(({ area }) => area !== undefined);
  const everywhere = draft.authoritative.map((key) => {
    const [concept = "", subject = ""] = key.split(" ");
    return { concept, ...(subject === "" ? {} : { subject }) };
  });
  return [...local, ...everywhere];
}
