import { defined, idFrom, makeEntry, type ReadRecord } from "./entry.ts";
import { isRaw, openRecord, type Raw, textOf } from "./opened-record.ts";

type Field = { name: string; type: string; role: "attribute"; description?: string; unit?: string };

function columnsOf(resource: unknown): Field[] {
  const schema = isRaw(resource) ? resource.schema : undefined;
  const fields = isRaw(schema) ? schema.fields : undefined;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field): Field[] => {
    const name = isRaw(field) ? textOf(field.name) : undefined;
    if (name === undefined || !isRaw(field)) return [];
    const type = textOf(field.type) ?? "any";
    return [
      defined({
        name,
        type,
        role: "attribute" as const,
        description: textOf(field.description),
        unit: textOf(field.unit),
      }),
    ];
  });
}

function distributionOf(resource: unknown) {
  if (!isRaw(resource)) return [];
  const path = Array.isArray(resource.path) ? textOf(resource.path[0]) : textOf(resource.path);
  const mediaType = textOf(resource.mediatype) ?? textOf(resource.format) ?? "application/octet-stream";
  const bytes = resource.bytes;
  return [
    defined({
      mediaType,
      title: textOf(resource.title) ?? textOf(resource.name),
      url: path,
      bytes: typeof bytes === "number" && Number.isInteger(bytes) && bytes >= 0 ? bytes : undefined,
      held: false,
    }),
  ];
}

const first = (value: unknown): Raw | undefined =>
  Array.isArray(value) && isRaw(value[0]) ? value[0] : undefined;

/** Who answers for the package: a contributor with the role publisher, else the first one, else its first source. */
function publisherOf(raw: Raw): string {
  const contributors = Array.isArray(raw.contributors) ? raw.contributors.filter(isRaw) : [];
  const publisher = contributors.find((one) => {
    const roles = one.roles ?? one.role;
    return Array.isArray(roles) ? roles.includes("publisher") : roles === "publisher";
  });
  const source = first(raw.sources);
  return (
    textOf(publisher?.title) ??
    textOf(contributors[0]?.title) ??
    textOf(source?.dataPublishedBy) ??
    textOf(source?.title) ??
    textOf(source?.name) ??
    textOf(raw.author) ??
    ""
  );
}

/** Reads a Frictionless `datapackage.json`, version 1 or 2. The columns of the first resource describe the table. */
export const readDataPackage: ReadRecord = (raw: Raw) => {
  const record = openRecord(raw);
  const licence = first(record.peek("licenses"));
  const licenceText =
    textOf(licence?.title) ??
    textOf(licence?.name) ??
    textOf(licence?.path) ??
    textOf(record.peek("license"));
  const resources = Array.isArray(record.peek("resources")) ? record.peek("resources") : [];
  const list = Array.isArray(resources) ? resources : [];
  const id = record.peek("id");
  const name = record.peek("name");
  const identifier = textOf(id) ?? (typeof id === "number" ? String(id) : undefined) ?? textOf(name);
  return makeEntry(
    defined({
      id: identifier === undefined ? undefined : `datapackage:${idFrom(identifier)}`,
      title: record.text("title") ?? textOf(name),
      description: record.text("description") ?? "",
      publisher: { name: publisherOf(raw) },
      licence:
        licenceText === undefined
          ? undefined
          : defined({ text: licenceText, id: textOf(licence?.name), url: textOf(licence?.path) }),
      issued: record.text("created"),
      keywords: [...record.texts("keywords"), ...record.texts("owidTags")],
      landingPage: record.text("homepage"),
      columns: list.flatMap(columnsOf).slice(0, 1000),
      distributions: list.flatMap(distributionOf),
      source: defined({ format: "data-package", identifier }),
      extra: record.rest(),
    }),
  );
};
