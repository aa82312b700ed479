import { fail, ok, type Result } from "../../result.ts";
import { type Access, type Dataset, type DatasetInput, datasetSchema } from "../dataset.ts";
import type { Raw } from "./opened-record.ts";

/** What a reader of one format makes of one record. */
export type ReadRecord = (raw: Raw) => Result<Dataset>;

/** The longest id a dataset may have. */
const LONGEST_ID = 300;

/** An id from a source's own identifier: characters outside letters, digits and `. _ : / ~ -` become `-`. */
export const idFrom = (identifier: string): string =>
  identifier
    .replace(/[^A-Za-z0-9._:/~-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST_ID - 10);

/** Makes a dataset of what a reader found; refuses one without a name, saying so. */
export function makeEntry(
  input: Omit<DatasetInput, "schema" | "title" | "id"> & {
    id?: string | undefined;
    title?: string | undefined;
  },
): Result<Dataset> {
  const { id, title, ...rest } = input;
  if (title === undefined) {
    return fail({
      code: "bad-input",
      message: "The entry has no title.",
      meaning: "It was left out: without a title nobody could find or name it.",
      remedy: "Add a title to the entry and import it again.",
    });
  }
  const made = datasetSchema.safeParse({
    schema: "askline/dataset/1",
    id: id === undefined || id === "" ? idFrom(`${rest.publisher.name}:${title}`) || "entry" : id,
    title,
    ...rest,
  });
  if (made.success) return ok(made.data);
  const [issue] = made.error.issues;
  return fail({
    code: "bad-input",
    message: `The entry “${title}” does not fit a catalogue entry.`,
    meaning: "It was left out.",
    remedy: "Correct the field and import it again.",
    detail: issue === undefined ? made.error.message : `${issue.path.join(".")}: ${issue.message}`,
  });
}

/** Access as a source says it; what is not said to be open to all has to be asked for. */
export function accessFrom(stated: string | undefined): Access {
  const text = stated?.toLowerCase() ?? "";
  if (text === "" || /^(public|open|.*\/public)$/.test(text)) return "open";
  if (/personal|confidential/.test(text)) return "personal";
  return "restricted";
}

const ISO_DAY = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/;

/** An ISO day from a date, month or year; `last` fills what is missing with the end of the period. */
export function dayFrom(text: string | undefined, last: boolean): string | undefined {
  const found = ISO_DAY.exec(text?.trim() ?? "");
  if (found === null) return undefined;
  const [, year = "", month, day] = found;
  const monthNumber = Number(month ?? (last ? 12 : 1));
  if (monthNumber < 1 || monthNumber > 12) return undefined;
  const days = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  const dayOfMonth = Math.min(days, Math.max(1, Number(day ?? (last ? days : 1))));
  return `${year}-${String(monthNumber).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** A span from an ISO 8601 interval ("2013-01-01/2021-12-31", "2013/.."); undefined when neither end is a date. */
export function spanFrom(interval: string | undefined): Dataset["temporal"] {
  if (interval === undefined || !interval.includes("/")) return undefined;
  const [start, end] = interval.split("/");
  const from = dayFrom(start, false);
  const to = dayFrom(end, true);
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** An object without the fields that are undefined, as exact optional properties want it. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
