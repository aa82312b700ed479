import type { Told } from "./provenance.ts";

type Attributes = Readonly<Record<string, unknown>>;
type Records = Record<string, Attributes>;

/** A document of PROV-JSON (W3C member submission, 24 April 2013). */
export type ProvDocument = {
  readonly prefix: Readonly<Record<string, string>>;
} & Readonly<Record<(typeof RECORDS)[number], Records>>;

const RECORDS = [
  "entity",
  "activity",
  "agent",
  "used",
  "wasGeneratedBy",
  "wasAttributedTo",
  "wasAssociatedWith",
  "wasDerivedFrom",
] as const;

const provType = (name: string) => ({ $: `prov:${name}`, type: "prov:QUALIFIED_NAME" });

/** States where answers came from: who asked, which data were used by which run of which engine, and what was decided on it. */
export function provOf(told: readonly Told[]): ProvDocument {
  const document: Record<(typeof RECORDS)[number], Records> = {
    entity: {},
    activity: {},
    agent: {},
    used: {},
    wasGeneratedBy: {},
    wasAttributedTo: {},
    wasAssociatedWith: {},
    wasDerivedFrom: {},
  };
  let relations = 0;
  const relate = (kind: (typeof RECORDS)[number], attributes: Attributes) => {
    relations += 1;
    document[kind][`_:r${relations}`] = attributes;
  };
  for (const { answer, question, decisions } of told) {
    const names = {
      answer: `askline:${answer.id}`,
      question: `askline:${question.questionId}`,
      run: `askline:run-of-${answer.id}`,
      plan: `askline:plan-of-${answer.id}`,
      engine: `askline:engine-${slug(`${answer.engine.name}-${answer.engine.version}`)}`,
      person: `askline:person-${slug(question.askedBy)}`,
    };
    document.agent[names.person] = { "prov:type": provType("Person"), "prov:label": question.askedBy };
    document.agent[names.engine] = {
      "prov:type": provType("SoftwareAgent"),
      "prov:label": `${answer.engine.name} ${answer.engine.version} (${answer.engine.converter})`,
    };
    document.entity[names.question] = { "prov:label": question.text, "askline:typed": question.typed };
    document.entity[names.plan] = {
      "prov:type": provType("Plan"),
      "askline:sql": answer.queries[0]?.sql ?? "",
    };
    document.entity[names.answer] = {
      "prov:label": answer.sentence,
      "askline:fingerprint": answer.fingerprint,
      "askline:caveats": answer.caveats.map(({ text }) => text).join(" "),
    };
    document.activity[names.run] = { "prov:startTime": answer.seal.at, "prov:endTime": answer.answeredAt };
    relate("used", {
      "prov:activity": names.run,
      "prov:entity": names.question,
      "prov:time": answer.seal.at,
    });
    relate("wasGeneratedBy", {
      "prov:entity": names.answer,
      "prov:activity": names.run,
      "prov:time": answer.answeredAt,
    });
    relate("wasAttributedTo", { "prov:entity": names.question, "prov:agent": names.person });
    relate("wasAssociatedWith", {
      "prov:activity": names.run,
      "prov:agent": names.engine,
      "prov:plan": names.plan,
    });
    for (const source of answer.sources) {
      const data = `askline:data-${source.sha256}`;
      document.entity[data] = {
        "prov:label": source.title,
        "askline:dataset": source.dataset,
        "askline:publisher": source.publisher,
        ...(source.licence !== null && { "askline:licence": source.licence }),
      };
      relate("used", { "prov:activity": names.run, "prov:entity": data });
      relate("wasDerivedFrom", {
        "prov:generatedEntity": names.answer,
        "prov:usedEntity": data,
        "prov:activity": names.run,
      });
    }
    for (const { decisionId, at, what, who } of decisions) {
      const [decision, decider] = [`askline:${decisionId}`, `askline:person-${slug(who)}`];
      document.agent[decider] = { "prov:type": provType("Person"), "prov:label": who };
      document.activity[decision] = { "prov:label": what, "prov:startTime": at, "prov:endTime": at };
      relate("used", { "prov:activity": decision, "prov:entity": names.answer });
      relate("wasAssociatedWith", { "prov:activity": decision, "prov:agent": decider });
    }
  }
  return { prefix: { askline: "urn:askline:" }, ...document };
}

/** A name that may stand in a qualified name, different for different texts in practice. */
const slug = (text: string): string => encodeURIComponent(text).replace(/[^A-Za-z0-9]+/g, "-");
