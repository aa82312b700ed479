import { accessFrom, defined, idFrom, makeEntry, type ReadRecord, spanFrom } from "./entry.ts";
import { isRaw, openRecord, type Raw, textOf } from "./opened-record.ts";

const named = (value: unknown, field: string): string[] =>
  Array.isArray(value)
    ? value.flatMap((one) => (isRaw(one) ? (textOf(one[field]) ?? []) : (textOf(one) ?? [])))
    : [];

/** HDX counts an update rhythm in days; the special values are its own. */
const HDX_RHYTHMS: Readonly<Record<string, string>> = {
  "-2": "as needed",
  "-1": "never",
  "0": "live",
  "1": "R/P1D",
  "7": "R/P1W",
  "14": "R/P2W",
  "30": "R/P1M",
  "90": "R/P3M",
  "180": "R/P6M",
  "365": "R/P1Y",
};

/** HDX writes a period as "[2020-01-01T00:00:00 TO 2020-12-31T23:59:59]", with * for an open end. */
const hdxPeriod = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : text.replace(/[[\]]/g, "").replace(/\s+TO\s+/, "/");

function distributionOf(resource: unknown) {
  if (!isRaw(resource)) return [];
  const mediaType = textOf(resource.mimetype) ?? textOf(resource.format) ?? "application/octet-stream";
  const size = resource.size;
  return [
    defined({
      mediaType,
      title: textOf(resource.name),
      url: textOf(resource.download_url) ?? textOf(resource.url),
      bytes: typeof size === "number" && Number.isInteger(size) && size >= 0 ? size : undefined,
      held: false,
    }),
  ];
}

/** CKAN keeps further fields as a list of key and value. */
const extraField = (extras: unknown, key: string): string | undefined => {
  const found = Array.isArray(extras) ? extras.find((one) => isRaw(one) && one.key === key) : undefined;
  return isRaw(found) ? textOf(found.value) : undefined;
};

/** Reads one package of a CKAN catalogue (`package_show`, `package_search`), with the fields that HDX adds. */
export const readCkan: ReadRecord = (raw: Raw) => {
  const record = openRecord(raw);
  const organization = record.peek("organization");
  const extras = record.peek("extras");
  const rhythm =
    textOf(String(record.peek("data_update_frequency") ?? "")) ?? extraField(extras, "frequency");
  const groups = record.peek("groups");
  const places = [
    ...named(groups, "display_name"),
    ...(named(groups, "display_name").length > 0 ? [] : named(groups, "title")),
  ];
  const identifier = textOf(record.peek("id")) ?? textOf(record.peek("name"));
  const licence = textOf(record.peek("license_title")) ?? textOf(record.peek("license_id"));
  const resources = record.peek("resources");
  const caveats = textOf(record.peek("caveats"));
  const isPrivate = record.peek("private") === true || record.peek("is_requestdata_type") === true;
  return makeEntry(
    defined({
      id: identifier === undefined ? undefined : `ckan:${idFrom(identifier)}`,
      title: record.text("title") ?? textOf(record.peek("name")),
      description: record.text("notes") ?? "",
      publisher: {
        name:
          (isRaw(organization) ? (textOf(organization.title) ?? textOf(organization.name)) : undefined) ??
          textOf(record.peek("dataset_source")) ??
          textOf(record.peek("author")) ??
          "",
      },
      contact:
        textOf(record.peek("maintainer")) === undefined
          ? undefined
          : defined({
              name: textOf(record.peek("maintainer")) ?? "",
              contact: textOf(record.peek("maintainer_email")),
            }),
      licence:
        licence === undefined
          ? undefined
          : defined({
              text: licence,
              id: textOf(record.peek("license_id")),
              url: textOf(record.peek("license_url")),
            }),
      issued: textOf(record.peek("metadata_created")),
      modified: textOf(record.peek("last_modified")) ?? textOf(record.peek("metadata_modified")),
      accrualPeriodicity: rhythm === undefined ? undefined : (HDX_RHYTHMS[rhythm] ?? rhythm),
      temporal: spanFrom(hdxPeriod(textOf(record.peek("dataset_date")))),
      spatial: places.length === 0 ? undefined : { text: places.join(", ") },
      keywords: named(record.peek("tags"), "name"),
      landingPage: textOf(record.peek("url")),
      access: isPrivate ? "restricted" : accessFrom(undefined),
      notes: caveats === undefined ? [] : [caveats],
      distributions: Array.isArray(resources) ? resources.flatMap(distributionOf) : [],
      source: defined({ format: "ckan", identifier }),
      extra: record.rest(),
    }),
  );
};
