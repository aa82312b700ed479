import { defined, idFrom, makeEntry, type ReadRecord } from "./entry.ts";
import { isRaw, openRecord, type Raw, textOf } from "./opened-record.ts";

/** "[Amazon](https://…)" is a name with a link. */
const linkText = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");

function distributionOf(resource: unknown) {
  if (!isRaw(resource)) return [];
  return [
    defined({
      mediaType: textOf(resource.Type) ?? "application/octet-stream",
      title: textOf(resource.Description),
      url: textOf(resource.ARN),
      held: false,
    }),
  ];
}

const needsAccount = (resource: unknown): boolean =>
  isRaw(resource) &&
  (textOf(resource.ControlledAccess) !== undefined ||
    resource.AccountRequired === true ||
    resource.RequesterPays === true);

/** Reads one entry of the Registry of Open Data on AWS, converted from YAML to JSON. */
export const readAwsRegistry: ReadRecord = (raw: Raw) => {
  const record = openRecord(raw);
  const manager = record.text("ManagedBy");
  const contact = record.text("Contact");
  const licence = record.text("License");
  const resources = record.peek("Resources");
  const list = Array.isArray(resources) ? resources : [];
  const title = record.text("Name");
  const updates = record.text("UpdateFrequency");
  return makeEntry(
    defined({
      id: title === undefined ? undefined : `aws:${idFrom(title).toLowerCase()}`,
      title,
      description: record.text("Description") ?? "",
      publisher: defined({ name: manager === undefined ? "" : linkText(manager) }),
      contact:
        contact === undefined ? undefined : { name: manager === undefined ? "" : linkText(manager), contact },
      licence: licence === undefined ? undefined : { text: licence },
      accrualPeriodicity: updates,
      keywords: record.texts("Tags"),
      landingPage: record.text("Documentation"),
      access: list.some(needsAccount) ? ("restricted" as const) : ("open" as const),
      distributions: list.flatMap(distributionOf),
      source: { format: "aws-registry" },
      // A name with a link is shown as the name; the link stays here.
      extra:
        manager !== undefined && linkText(manager) !== manager
          ? { ...record.rest(), ManagedBy: manager }
          : record.rest(),
    }),
  );
};
