import { accessFrom, defined, idFrom, makeEntry, type ReadRecord, spanFrom } from "./entry.ts";
import { isRaw, openRecord, type Raw, textOf } from "./opened-record.ts";

const withoutScheme = (address: string): string => address.replace(/^mailto:/i, "");

/** A file of a DCAT-US entry; it is promised, not held. */
function distributionOf(value: unknown) {
  if (!isRaw(value)) return [];
  const url = textOf(value.downloadURL) ?? textOf(value.accessURL);
  const mediaType = textOf(value.mediaType) ?? textOf(value.format) ?? "application/octet-stream";
  return [defined({ mediaType, title: textOf(value.title), url, held: false })];
}

/**
 * Reads one entry of a DCAT-US 1.1 `data.json` (`dataset[]`). Structured parts (contactPoint, publisher, distribution …)
 * are read and also kept whole under `extra`, because they can hold more than finds a place.
 */
export const readDcatUs: ReadRecord = (raw: Raw) => {
  const record = openRecord(raw);
  const publisher = record.peek("publisher");
  const contact = record.peek("contactPoint");
  const distribution = record.peek("distribution");
  const identifier = record.text("identifier");
  const email = isRaw(contact) ? textOf(contact.hasEmail) : undefined;
  const contactName = isRaw(contact) ? textOf(contact.fn) : undefined;
  const license = record.text("license");
  const spatial = record.text("spatial");
  const [language, ...otherLanguages] = Array.isArray(raw.language) ? raw.language : [];
  const oneLanguage =
    otherLanguages.length === 0 && typeof language === "string" ? record.texts("language")[0] : undefined;
  return makeEntry(
    defined({
      id: identifier === undefined ? undefined : idFrom(identifier),
      title: record.text("title"),
      description: record.text("description") ?? "",
      publisher: { name: (isRaw(publisher) ? textOf(publisher.name) : textOf(publisher)) ?? "" },
      contact:
        contactName === undefined && email === undefined
          ? undefined
          : defined({
              name: contactName ?? "",
              contact: email === undefined ? undefined : withoutScheme(email),
            }),
      licence:
        license === undefined
          ? undefined
          : defined({ text: license, url: /^https?:/.test(license) ? license : undefined }),
      issued: record.text("issued"),
      modified: record.text("modified"),
      accrualPeriodicity: record.text("accrualPeriodicity"),
      temporal: spanFrom(textOf(record.peek("temporal"))),
      spatial: spatial === undefined ? undefined : { text: spatial },
      keywords: record.texts("keyword"),
      themes: record.texts("theme"),
      language: oneLanguage,
      landingPage: record.text("landingPage"),
      access: accessFrom(textOf(record.peek("accessLevel"))),
      distributions: Array.isArray(distribution) ? distribution.flatMap(distributionOf) : [],
      source: defined({ format: "dcat-us", identifier }),
      extra: record.rest(),
    }),
  );
};
