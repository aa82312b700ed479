import { fail, ok, type Result } from "../../result.ts";
import { type Dataset, datasetSchema } from "../dataset.ts";
import { readAwsRegistry } from "./aws-registry.ts";
import { readCatalogueLine, readWorldBank } from "./catalogue-line.ts";
import { readCkan } from "./ckan.ts";
import { readDataPackage } from "./data-package.ts";
import { readDcatNode } from "./dcat-json-ld.ts";
import { readDcatUs } from "./dcat-us.ts";
import type { ReadRecord } from "./entry.ts";
import { type Graph, nodeOf } from "./json-ld.ts";
import { isRaw, type Raw, textOf } from "./opened-record.ts";
import { MOST_DEPTH, soundJson } from "./sound-json.ts";

/** Formats of catalogue entries that Askline reads. */
export type MetadataFormat =
  | "askline"
  | "dcat-us"
  | "dcat-json-ld"
  | "data-package"
  | "ckan"
  | "aws-registry"
  | "world-bank"
  | "catalogue-line";

const has = (raw: Raw, ...names: string[]): boolean => names.every((name) => name in raw);

const isDatasetNode = (raw: Raw): boolean =>
  nodeOf(raw).types.some((type) => type === "Dataset" || type === "DatasetSeries");

/** What format a single entry is in; null when it is none that is known. */
export function formatOfRecord(raw: Raw): MetadataFormat | null {
  if (raw.schema === "askline/dataset/1") return "askline";
  if (has(raw, "indicator_id", "indicator")) return "world-bank";
  if (has(raw, "Name", "Description") && (has(raw, "Resources") || has(raw, "ManagedBy")))
    return "aws-registry";
  if (has(raw, "identifier", "title") && (has(raw, "accessLevel") || has(raw, "contactPoint")))
    return "dcat-us";
  if (isDatasetNode(raw)) return "dcat-json-ld";
  if (Array.isArray(raw.resources)) {
    const ckan = ["organization", "owner_org", "license_id", "notes", "package_creator", "metadata_created"];
    return ckan.some((name) => name in raw) ? "ckan" : "data-package";
  }
  return textOf(raw.title) !== undefined && has(raw, "id") ? "catalogue-line" : null;
}

const readOwn: ReadRecord = (raw) => {
  const made = datasetSchema.safeParse(raw);
  if (made.success) return ok(made.data);
  const [issue] = made.error.issues;
  return fail({
    code: "bad-input",
    message: "The entry says it is Askline's own but does not fit.",
    meaning: "It was left out.",
    remedy: "Correct the field and import it again.",
    detail: issue === undefined ? made.error.message : `${issue.path.join(".")}: ${issue.message}`,
  });
};

const READERS: Readonly<Record<Exclude<MetadataFormat, "dcat-json-ld">, ReadRecord>> = {
  askline: readOwn,
  "dcat-us": readDcatUs,
  "data-package": readDataPackage,
  ckan: readCkan,
  "aws-registry": readAwsRegistry,
  "world-bank": readWorldBank,
  "catalogue-line": readCatalogueLine,
};

const NO_GRAPH: Graph = new Map();

/** One entry as read, with its place in the document (from 1) for reports. */
export type ReadEntry = {
  readonly at: number;
  readonly format: MetadataFormat | null;
  readonly result: Result<Dataset>;
};

/** Reads one entry, of whatever known format. */
export function readRecord(value: unknown, at: number, graph: Graph = NO_GRAPH): ReadEntry {
  const sound = soundJson(value);
  if (sound === null) return { at, format: null, result: tooDeep };
  if (!isRaw(sound.value)) return { at, format: null, result: unknownFormat };
  const raw = sound.value;
  const format = formatOfRecord(raw);
  if (format === null) return { at, format, result: unknownFormat };
  return { at, format, result: format === "dcat-json-ld" ? readDcatNode(raw, graph) : READERS[format](raw) };
}

const tooDeep = fail({
  code: "bad-input",
  message: `The entry is nested more than ${MOST_DEPTH} levels deep.`,
  meaning: "It was left out: no description of data needs that.",
  remedy: "Check where the file comes from.",
});

const unknownFormat = fail({
  code: "unsupported-format",
  message: "The entry is in none of the formats that Askline reads.",
  meaning: "It was left out.",
  remedy: "Use DCAT-US, DCAT in JSON-LD, Data Package, CKAN or lines with id and title.",
});

/** The entries of a document and the nodes they may point to. */
export type Records = { readonly records: readonly unknown[]; readonly graph: Graph };

function graphOf(nodes: readonly unknown[]): Graph {
  const graph = new Map<string, Raw>();
  for (const node of nodes) {
    const id = isRaw(node) ? textOf(node["@id"]) : undefined;
    if (isRaw(node) && id !== undefined) graph.set(id, node);
  }
  return graph;
}

/** Finds the entries in a whole document: a list, a catalogue with its datasets, a search result, or one entry. */
export function recordsOf(document: unknown): Records {
  if (Array.isArray(document)) return { records: document, graph: graphOf(document) };
  if (!isRaw(document)) return { records: [document], graph: NO_GRAPH };
  const nodes = document["@graph"];
  if (Array.isArray(nodes)) {
    const records = nodes.filter((node) => isRaw(node) && isDatasetNode(node));
    return { records, graph: graphOf(nodes) };
  }
  const result = document.result;
  if (isRaw(result)) {
    const results = result.results;
    return { records: Array.isArray(results) ? results : [result], graph: NO_GRAPH };
  }
  for (const name of [
    "dataset",
    "dcat:dataset",
    "http://www.w3.org/ns/dcat#dataset",
    "datasets",
    "packages",
    "results",
  ]) {
    const list = document[name];
    if (Array.isArray(list)) return { records: list, graph: graphOf(list) };
  }
  return { records: [document], graph: NO_GRAPH };
}
