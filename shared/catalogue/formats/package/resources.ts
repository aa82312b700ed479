import { type TableDescription, tableDescriptionSchema } from "../../propose/description.ts";
import { slugOf } from "../../propose/words.ts";
import { type ReadingChoices, readingChoicesSchema } from "../table/reading.ts";
import { staysInside } from "./archive-walls.ts";

/** A table that a Data Package (v1 or v2) describes, or why it cannot be had from it. */
export type PackageResource =
  | {
      readonly ok: true;
      /** Its file, inside the package. */
      readonly path: string;
      readonly description: TableDescription;
      /** What the package says of how the file is written. */
      readonly choices: ReadingChoices;
    }
  | {
      readonly ok: false;
      readonly name: string;
      readonly why: "elsewhere" | "leads-out" | "inline" | "several-files";
    };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** The resources of a Data Package's descriptor; null where it is none. Everything it says of the package is kept with each. */
export const resourcesOf = (descriptor: unknown): readonly PackageResource[] | null => {
  if (!isFields(descriptor) || !Array.isArray(descriptor.resources)) return null;
  const resources = list(descriptor.resources);
  return resources.map((resource, at) => resourceOf(descriptor, resource, at, resources.length === 1));
};

const resourceOf = (pack: Fields, resource: Fields, at: number, alone: boolean): PackageResource => {
  const name = textOf(resource.name) ?? textOf(resource.title) ?? `table ${at + 1}`;
  const paths = Array.isArray(resource.path) ? resource.path : [resource.path];
  const [path] = paths;
  if (paths.length > 1) return { ok: false, name, why: "several-files" };
  if (typeof path !== "string") return { ok: false, name, why: "inline" };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return { ok: false, name, why: "elsewhere" };
  if (!staysInside(path)) return { ok: false, name, why: "leads-out" };
  const { resources: _, ...rest } = pack;
  const packName = textOf(pack.name) ?? textOf(pack.title);
  const schema = isFields(resource.schema) ? resource.schema : {};
  const fields = list(schema.fields);
  return {
    ok: true,
    path: path.replace(/^\.\//, ""),
    choices: choicesOf(resource, fields),
    description: tableDescriptionSchema.parse({
      id: slugOf(alone && packName ? packName : [packName, name].filter(Boolean).join("-")),
      title:
        textOf(resource.title) ?? (alone ? textOf(pack.title) : undefined) ?? name.replaceAll(/[_-]+/g, " "),
      description: textOf(resource.description) ?? textOf(pack.description),
      publisher: publisherOf(pack),
      licence: licenceOf(resource) ?? licenceOf(pack),
      modified: textOf(pack.modified) ?? textOf(pack.created),
      columns: fields.flatMap((field) => columnOf(field)),
      source: { package: rest, resource },
    }),
  };
};

const publisherOf = (pack: Fields): string | undefined => {
  const people = list(pack.contributors);
  const role = (one: Fields): string => `${textOf(one.role) ?? ""} ${JSON.stringify(one.roles ?? "")}`;
  const publisher = people.find((one) => /publisher/i.test(role(one))) ?? people[0];
  return textOf(publisher?.title) ?? textOf(list(pack.sources)[0]?.title);
};

const licenceOf = (of: Fields): string | undefined => {
  const [first] = list(of.licenses);
  return textOf(first?.name) ?? textOf(first?.title) ?? textOf(first?.path) ?? textOf(of.license);
};

/** Types of Table Schema as descriptions name them; types that say nothing of the values are left out. */
const TYPES: Readonly<Record<string, string>> = {
  string: "Utf8",
  integer: "Int64",
  number: "Float64",
  boolean: "Bool",
  date: "Date32",
};

const columnOf = (field: Fields): readonly object[] => {
  const name = textOf(field.name);
  if (name === undefined) return [];
  const words = [textOf(field.title), textOf(field.description)].filter((text) => text !== undefined);
  const type = TYPES[textOf(field.type) ?? ""];
  return [
    {
      name,
      ...(type === undefined ? {} : { type }),
      ...(textOf(field.unit) === undefined ? {} : { unit: field.unit }),
      ...(words.length === 0 ? {} : { description: words.join(". ") }),
    },
  ];
};

/** Encoding of the file, order of dates and decimal mark, as far as the resource says them. */
const choicesOf = (resource: Fields, fields: readonly Fields[]): ReadingChoices => {
  const encoding = textOf(resource.encoding)?.toLowerCase();
  const formats = fields.flatMap((field) =>
    /^date/.test(textOf(field.type) ?? "") ? [textOf(field.format) ?? ""] : [],
  );
  const order = formats.some((format) => /^%d[^a-z]*%m/i.test(format))
    ? "day-first"
    : formats.some((format) => /^%m[^a-z]*%d/i.test(format))
      ? "month-first"
      : undefined;
  const comma = fields.some((field) => field.decimalChar === ",");
  const said = {
    ...(encoding === undefined || /^utf-?8$/.test(encoding) ? {} : { encoding }),
    ...(order === undefined ? {} : { dateOrder: order }),
    ...(comma ? { decimal: "comma" } : {}),
  };
  const parsed = readingChoicesSchema.safeParse(said);
  return parsed.success ? parsed.data : {};
};
