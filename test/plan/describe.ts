import { type Dataset, type DatasetInput, datasetSchema } from "../../shared/catalogue/dataset.ts";
import type { Level } from "../../shared/places/area.ts";
import { fakeSha, tableFacts } from "./real-tables.ts";

type Input = DatasetInput;
type Measures = NonNullable<Input["measures"]>;

/** Small descriptions of real tables, written for these tests: only the columns and places that they use. */
type Spec = Omit<Partial<Input>, "columns" | "measures"> & {
  readonly time?: {
    readonly column: string;
    readonly storedAs: "date" | "timestamp" | "year";
    readonly grain: "hour" | "day" | "week" | "month" | "year";
  };
  readonly places?: readonly {
    readonly column: string;
    readonly level: Level;
    readonly codeSystem?: string;
  }[];
  readonly dimensions?: readonly { readonly column: string; readonly dimension: string }[];
  readonly vintage?: string;
  readonly measures: Measures;
};

export function describe(id: string, spec: Spec): Dataset {
  const facts = tableFacts(id);
  const { time, places = [], dimensions = [], vintage, measures, ...rest } = spec;
  return datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title: facts.title,
    description: facts.title,
    publisher: { name: "Publisher of the table" },
    ...(facts.modified ? { modified: facts.modified } : {}),
    columns: facts.columns.map((column) => {
      const place = places.find((one) => one.column === column.name);
      const dimension = dimensions.find((one) => one.column === column.name);
      const base = { name: column.name, type: column.type };
      if (place)
        return { ...base, role: "place", level: place.level, codeSystem: place.codeSystem ?? "names" };
      if (dimension) return { ...base, role: "dimension", dimension: dimension.dimension };
      if (vintage === column.name) return { ...base, role: "vintage" };
      if (time?.column === column.name)
        return { ...base, role: "time", time: { storedAs: time.storedAs, grain: time.grain } };
      return {
        ...base,
        role: measures.some((measure) => measure.column === column.name) ? "measure" : "attribute",
      };
    }),
    measures,
    distributions: [
      {
        mediaType: "application/vnd.apache.arrow.file",
        held: true,
        sha256: fakeSha(id),
        profile: { sha256: fakeSha(id), rows: facts.rowCount, columns: [] },
      },
    ],
    ...rest,
  });
}

/** A country as a table names it. */
export const country = (value: string, area: string) => ({ value, area });
/** The place column of the tables that Our World in Data publishes. */
export const OWID = { column: "Entity", level: "country" as const };
