import { canonicalJson } from "../canonical.ts";
import type { Dataset } from "./dataset.ts";

/** One part of an entry that two versions have differently; `undefined` where a version does not have it. */
export type EntryChange = {
  /** Path of the part: `licence.text`, `columns.Deaths.unit`, `measures.deaths.behaviour`, `placeValues.Country.World.area`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** Lists whose members have a name; their order says nothing. */
const NAMED: Readonly<Record<string, (member: Readonly<Record<string, unknown>>) => string>> = {
  columns: (column) => String(column.name),
  measures: (measure) => String(measure.id),
  placeValues: (value) => [...(Array.isArray(value.within) ? value.within : []), value.value].join(" / "),
  breaks: (one) => String(one.on),
  distributions: (one) => String(one.sha256 ?? one.url ?? one.title),
  authoritativeFor: (one) => [one.concept, one.subject, one.area].filter(Boolean).join(" / "),
};

/** What differs between two versions of an entry, by field, in the order of the fields' names. File profiles are left out: they follow from the file. */
export const entryDifference = (before: Dataset, after: Dataset): readonly EntryChange[] => {
  const old = flatten(before);
  const now = flatten(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .flatMap((field) =>
      textOf(old.get(field)) === textOf(now.get(field))
        ? []
        : [{ field, before: old.get(field), after: now.get(field) }],
    );
};

const textOf = (value: unknown): string => (value === undefined ? "" : canonicalJson(value));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The leaves of an entry by their path. Lists of named members are taken apart, other lists are leaves. */
const flatten = (dataset: Dataset): Map<string, unknown> => {
  const leaves = new Map<string, unknown>();
  const walk = (path: string, value: unknown, key: string): void => {
    if (key === "profile") return;
    const name = NAMED[key] ?? (path.startsWith("placeValues.") ? NAMED.placeValues : undefined);
    if (Array.isArray(value) && name && value.every(isRecord)) {
      for (const member of value) walk(`${path}.${name(member)}`, member, "");
    } else if (isRecord(value)) {
      for (const [inner, one] of Object.entries(value))
        walk(path === "" ? inner : `${path}.${inner}`, one, inner);
    } else if (value !== undefined) leaves.set(path, value);
  };
  walk("", dataset, "");
  return leaves;
};
