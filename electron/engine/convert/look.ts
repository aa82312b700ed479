import {
  PLAIN_READING,
  type ReadingChoices,
  type TableReading,
} from "../../../shared/catalogue/formats/table/reading.ts";
import type { SourceFormat } from "../engine.ts";
import { beginningOfDelimited } from "./delimited/read.ts";
import { beginningOfWorkbook } from "./workbook/read.ts";

/**
 * What a file that could not be converted offers to choose all the same: another sheet, another line of names, another mark
 * between cells, another encoding. Only its beginning is read. Throws problems and Node's file errors.
 */
export async function lookAtBeginning({
  path,
  format,
  choices = {},
}: {
  readonly path: string;
  readonly format: SourceFormat;
  readonly choices?: ReadingChoices;
}): Promise<TableReading> {
  switch (format) {
    case "csv":
    case "tsv":
      return beginningOfDelimited(path, format, choices);
    case "xlsx":
      return beginningOfWorkbook(path, choices);
    case "parquet":
    case "jsonl":
    case "arrow-stream":
    case "arrow-file":
      return PLAIN_READING;
  }
}
