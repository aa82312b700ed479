import { accessFrom, defined, idFrom, makeEntry, type ReadRecord, spanFrom } from "./entry.ts";
import { isRaw, openRecord, type Raw, textOf } from "./opened-record.ts";

/** Reads one World Bank indicator (a line with indicator_id, indicator, indicator_desc, source_org, topics …). */
export const readWorldBank: ReadRecord = (raw: Raw) => {
  const record = openRecord(raw);
  const identifier = record.text("indicator_id");
  const topics = record.peek("topics");
  const values = isRaw(topics) ? topics.value : topics;
  const themes = Array.isArray(values) ? values.flatMap((value) => textOf(value)?.trim() ?? []) : [];
  const unit = textOf(record.peek("unit"));
  const source = textOf(record.peek("source"));
  return makeEntry(
    defined({
      id: identifier === undefined ? undefined : `wb:${idFrom(identifier)}`,
      title: record.text("indicator"),
      description: record.text("indicator_desc") ?? "",
      publisher: { name: "World Bank" },
      themes,
      keywords: source === undefined ? [] : [source],
      // The source's general shape: one figure a country and year.
      spatial: { text: "countries of the world" },
      columns: [
        { name: "country", type: "string", role: "attribute" as const },
        { name: "iso3c", type: "string", role: "attribute" as const },
        { name: "date", type: "string", role: "attribute" as const },
        defined({ name: "value", type: "number", role: "attribute" as const, unit }),
      ],
      source: defined({ format: "world-bank", identifier }),
      extra: record.rest(),
    }),
  );
};

const namesOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(
        (one) => textOf(one) ?? (isRaw(one) ? (textOf(one.name) ?? textOf(one.title)) : undefined) ?? [],
      )
    : [];

/**
 * Reads one line of a catalogue listing: id and title, and as far as given source, description, keywords, publisher,
 * temporal, spatial or places, frequency, accessLevel, license or licence, fields, formats, url, modified. An empty text means unknown.
 */
export const readCatalogueLine: ReadRecord = (raw: Raw) => {
  const record = openRecord(raw);
  const identifier = record.text("id");
  const licence = record.text("license") ?? record.text("licence");
  const spatial = record.text("spatial");
  const places = spatial === undefined ? namesOf(record.peek("places")) : [];
  const url = record.text("url");
  const publisher = record.peek("publisher");
  const fields = namesOf(record.peek("fields"));
  return makeEntry(
    defined({
      id: identifier === undefined ? undefined : idFrom(identifier),
      title: record.text("title"),
      description: record.text("description") ?? "",
      publisher: {
        name: record.text("publisher") ?? (isRaw(publisher) ? textOf(publisher.name) : undefined) ?? "",
      },
      licence:
        licence === undefined
          ? undefined
          : defined({ text: licence, url: /^https?:/.test(licence) ? licence : undefined }),
      modified: record.text("modified"),
      issued: record.text("issued"),
      accrualPeriodicity: record.text("frequency"),
      temporal: spanFrom(textOf(record.peek("temporal"))),
      spatial:
        spatial !== undefined
          ? { text: spatial }
          : places.length > 0
            ? { text: places.join(", ") }
            : undefined,
      keywords: record.texts("keywords"),
      landingPage: url,
      access: accessFrom(textOf(record.peek("accessLevel"))),
      columns: fields.slice(0, 1000).map((name) => ({ name, type: "any", role: "attribute" as const })),
      distributions: namesOf(record.peek("formats")).map((format) =>
        defined({ mediaType: format, url, held: false }),
      ),
      source: defined({ format: "catalogue-line", identifier }),
      extra: record.rest(),
    }),
  );
};
