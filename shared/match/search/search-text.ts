import type { Dataset } from "../../catalogue/dataset.ts";
import type { SearchText } from "./segment.ts";

/** Columns that make a table of one figure a country and year, as the sources name them. */
const COUNTRY_COLUMNS = new Set(["entity", "country", "iso3c", "country code", "countryiso3code"]);
const YEAR_COLUMNS = new Set(["year", "date"]);

function isByCountryAndYear(dataset: Dataset): boolean {
  const { columns } = dataset;
  const names = columns.map((column) => column.name.toLowerCase());
  const place = names.some((name) => COUNTRY_COLUMNS.has(name));
  const year = columns.some(
    (column) =>
      column.time?.grain === "year" ||
      (column.time === undefined && YEAR_COLUMNS.has(column.name.toLowerCase())),
  );
  const coarser = dataset.spatial?.finest === "country" && dataset.temporalResolution === "year";
  return (
    coarser ||
    (place && year && columns.every((column) => column.level === undefined || column.level === "country"))
  );
}

/** The words of a catalogue entry, by field. */
export function searchText(dataset: Dataset): SearchText {
  return {
    id: dataset.id,
    title: dataset.title,
    keywords: [...dataset.keywords, ...dataset.themes],
    description: dataset.description,
    publisher: dataset.publisher.name,
    columns: dataset.columns.map((column) => column.description ?? column.name),
    places: [dataset.spatial?.text ?? "", dataset.crisis ?? ""].join(" "),
    byCountryAndYear: isByCountryAndYear(dataset),
  };
}
