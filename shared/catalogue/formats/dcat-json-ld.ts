import type { Result } from "../../result.ts";
import type { Dataset } from "../dataset.ts";
import { accessFrom, dayFrom, defined, idFrom, makeEntry } from "./entry.ts";
import {
  addressOf,
  type Graph,
  literal,
  literals,
  localName,
  type Node,
  nodeOf,
  resolved,
} from "./json-ld.ts";
import type { Raw } from "./opened-record.ts";

/** Codes of the EU frequency authority table that DCAT-AP uses, as words that the freshness rules know. */
const FREQUENCIES: Readonly<Record<string, string>> = {
  DAILY: "daily",
  WEEKLY: "weekly",
  BIWEEKLY: "R/P2W",
  MONTHLY: "monthly",
  QUARTERLY: "quarterly",
  ANNUAL: "annual",
  ANNUAL_2: "R/P6M",
  BIENNIAL: "R/P2Y",
  CONT: "R/PT1S",
  HOURLY: "R/PT1H",
  IRREG: "irregular",
  NEVER: "never",
  AS_NEEDED: "as needed",
  UNKNOWN: "unknown",
};

const node = (value: unknown, graph: Graph): Node | undefined => {
  const raw = resolved(value, graph);
  return raw === undefined ? undefined : nodeOf(raw);
};

const first = (from: Node | undefined, ...names: string[]): unknown => {
  for (const name of names) {
    const value = from?.values.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return undefined;
};

/** A name, whether given as text, as an agent with a name, or as a bare address. */
function nameOf(value: unknown, graph: Graph): string | undefined {
  const agent = node(value, graph);
  return (
    literal(agent?.values.get("name")) ??
    literal(agent?.values.get("fn")) ??
    literal(agent?.values.get("organization-name")) ??
    literal(agent?.values.get("prefLabel")) ??
    literal(agent?.values.get("label")) ??
    literal(value === undefined ? [] : [value]) ??
    addressOf(value)
  );
}

function period(value: unknown, graph: Graph): Dataset["temporal"] {
  const span = node(value, graph);
  const from = dayFrom(literal(span?.values.get("startDate")), false);
  const to = dayFrom(literal(span?.values.get("endDate")), true);
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function distributionOf(value: unknown, graph: Graph) {
  const found = node(value, graph);
  if (found === undefined) return [];
  const type = addressOf(first(found, "mediaType")) ?? addressOf(first(found, "format"));
  const bytes = Number(literal(found.values.get("byteSize")) ?? first(found, "byteSize"));
  return [
    defined({
      mediaType:
        type === undefined
          ? "application/octet-stream"
          : type.replace(/^https?:\/\/www\.iana\.org\/assignments\/media-types\//, ""),
      title: literal(found.values.get("title")),
      url: addressOf(first(found, "downloadURL")) ?? addressOf(first(found, "accessURL")),
      bytes: Number.isInteger(bytes) && bytes >= 0 ? bytes : undefined,
      held: false,
    }),
  ];
}

/** Rhythm as given, or in words where it is a code of the EU authority table. */
const rhythmOf = (value: unknown): string | undefined => {
  const stated = literal(value === undefined ? [] : [value]) ?? addressOf(value);
  return stated === undefined ? undefined : (FREQUENCIES[localName(stated)] ?? stated);
};

/**
 * Reads one `dcat:Dataset` node of a DCAT 3 or DCAT-AP document in JSON-LD. The whole node is kept under `extra`, with the
 * nodes it points to in place of the pointers, one step deep.
 */
export function readDcatNode(raw: Raw, graph: Graph): Result<Dataset> {
  const entry = nodeOf(raw);
  const { values } = entry;
  const identifier = literal(values.get("identifier")) ?? entry.id;
  const contact = first(entry, "contactPoint");
  const contactNode = node(contact, graph);
  const licence = first(entry, "license") ?? first(node(values.get("distribution")?.[0], graph), "license");
  const licenceText = licence === undefined ? undefined : (nameOf(licence, graph) ?? addressOf(licence));
  const email = addressOf(first(contactNode, "hasEmail"))?.replace(/^mailto:/i, "");
  const places = (values.get("spatial") ?? []).flatMap((place) => nameOf(place, graph) ?? []);
  const access = addressOf(first(entry, "accessRights"));
  const [language] = values.get("language") ?? [];
  return makeEntry(
    defined({
      id: identifier === undefined ? undefined : idFrom(identifier),
      title: literal(values.get("title")),
      description: literal(values.get("description")) ?? "",
      publisher: { name: nameOf(first(entry, "publisher"), graph) ?? "" },
      contact:
        contact === undefined ? undefined : defined({ name: nameOf(contact, graph) ?? "", contact: email }),
      licence:
        licenceText === undefined ? undefined : defined({ text: licenceText, url: addressOf(licence) }),
      issued: literal(values.get("issued")),
      modified: literal(values.get("modified")),
      accrualPeriodicity: rhythmOf(first(entry, "accrualPeriodicity")),
      temporal: period(first(entry, "temporal"), graph),
      spatial: places.length === 0 ? undefined : { text: places.join(", ") },
      keywords: literals(values.get("keyword")),
      themes: (values.get("theme") ?? []).flatMap((theme) => nameOf(theme, graph) ?? []),
      language: language === undefined ? undefined : (literal([language]) ?? addressOf(language)),
      landingPage: addressOf(first(entry, "landingPage")),
      access: accessFrom(access === undefined ? undefined : localName(access)),
      distributions: (values.get("distribution") ?? []).flatMap((one) => distributionOf(one, graph)),
      source: defined({ format: "dcat-json-ld", identifier }),
      extra: Object.fromEntries(
        Object.entries(raw).map(([term, value]) => [
          term,
          Array.isArray(value) ? value.map((one) => inPlace(one, graph)) : inPlace(value, graph),
        ]),
      ),
    }),
  );
}

/** A pointer replaced by what it points to. */
const inPlace = (value: unknown, graph: Graph): unknown =>
  typeof value === "string" ? value : (resolved(value, graph) ?? value);
