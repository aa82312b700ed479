import { z } from "zod";

/**
 * What a document of PROV-JSON must look like, after the schema in the W3C member submission of 24 April 2013 and, for what
 * each relation needs, after PROV-DM: written down as facts, by itself, knowing nothing of what Askline writes.
 */

/** `prefix:local`; blank nodes have the prefix `_`. */
const qualifiedName = z.string().regex(/^[A-Za-z0-9_]+:.+$/);
const moment = z.iso.datetime({ offset: true });
const literal = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({ $: z.string(), type: qualifiedName.optional(), lang: z.string().optional() }).strict(),
]);
const value = z.union([literal, z.array(literal)]);

/** Attributes of the standard with their own form; all others are qualified names with values. */
const record = (own: z.ZodRawShape) => {
  const one = z
    .object(own)
    .catchall(value)
    .superRefine((attributes, context) => {
      for (const name of Object.keys(attributes))
        if (!qualifiedName.safeParse(name).success)
          context.addIssue({ code: "custom", message: `${name} is not a qualified name` });
    });
  return z.union([one, z.array(one)]);
};
const records = (own: z.ZodRawShape) => z.record(qualifiedName, record(own));

export const provJsonSchema = z
  .object({
    prefix: z.record(z.string().regex(/^[A-Za-z0-9_]+$/), z.url()),
    entity: records({}),
    activity: records({ "prov:startTime": moment.optional(), "prov:endTime": moment.optional() }),
    agent: records({}),
    wasGeneratedBy: records({
      "prov:entity": qualifiedName,
      "prov:activity": qualifiedName.optional(),
      "prov:time": moment.optional(),
    }),
    used: records({
      "prov:activity": qualifiedName,
      "prov:entity": qualifiedName.optional(),
      "prov:time": moment.optional(),
    }),
    wasInformedBy: records({ "prov:informed": qualifiedName, "prov:informant": qualifiedName }),
    wasStartedBy: records({ "prov:activity": qualifiedName, "prov:trigger": qualifiedName.optional() }),
    wasEndedBy: records({ "prov:activity": qualifiedName, "prov:trigger": qualifiedName.optional() }),
    wasInvalidatedBy: records({ "prov:entity": qualifiedName, "prov:activity": qualifiedName.optional() }),
    wasDerivedFrom: records({
      "prov:generatedEntity": qualifiedName,
      "prov:usedEntity": qualifiedName,
      "prov:activity": qualifiedName.optional(),
      "prov:generation": qualifiedName.optional(),
      "prov:usage": qualifiedName.optional(),
    }),
    wasAttributedTo: records({ "prov:entity": qualifiedName, "prov:agent": qualifiedName }),
    wasAssociatedWith: records({
      "prov:activity": qualifiedName,
      "prov:agent": qualifiedName.optional(),
      "prov:plan": qualifiedName.optional(),
    }),
    actedOnBehalfOf: records({ "prov:delegate": qualifiedName, "prov:responsible": qualifiedName }),
    wasInfluencedBy: records({ "prov:influencee": qualifiedName, "prov:influencer": qualifiedName }),
    specializationOf: records({ "prov:specificEntity": qualifiedName, "prov:generalEntity": qualifiedName }),
    alternateOf: records({ "prov:alternate1": qualifiedName, "prov:alternate2": qualifiedName }),
    hadMember: records({ "prov:collection": qualifiedName, "prov:entity": qualifiedName }),
    bundle: z.record(qualifiedName, z.unknown()),
  })
  .partial()
  .strict()
  .superRefine((document, context) => {
    // The standard's own prefixes need no declaration; every other one does.
    const known = new Set(["prov", "xsd", "_", ...Object.keys(document.prefix ?? {})]);
    const visit = (name: string) => {
      const prefix = name.slice(0, name.indexOf(":"));
      if (!known.has(prefix))
        context.addIssue({ code: "custom", message: `The prefix of ${name} is not declared` });
    };
    for (const [kind, all] of Object.entries(document)) {
      if (kind === "prefix") continue;
      for (const [id, attributes] of Object.entries({ ...all })) {
        visit(id);
        for (const one of [attributes].flat()) for (const name of Object.keys(Object(one))) visit(name);
      }
    }
  });
