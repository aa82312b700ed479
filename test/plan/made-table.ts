import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";

/** A dataset made for a test: what it is about is nothing, what its columns and measures are, the test says. */
export const madeTable = (about: Readonly<Record<string, unknown>>): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id: "made",
    title: "Made table",
    description: "",
    publisher: { name: "A test" },
    ...about,
  });
