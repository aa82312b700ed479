import { z } from "zod";

/** A report as data: pages, Word files and web pages are drawn from the same blocks, so they say the same. */
export const blockSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("heading"),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  z.object({ kind: z.literal("paragraph"), text: z.string() }),
  z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
  z.object({ kind: z.literal("table"), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
]);
export type Block = z.infer<typeof blockSchema>;

export const reportDocumentSchema = z.object({
  title: z.string(),
  layout: z.enum(["hseep", "who"]),
  madeAt: z.string(),
  blocks: z.array(blockSchema),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;

/** What a report needs to be told because no ledger knows it. What is left out is marked as to be filled in. */
export const reportAboutSchema = z
  .object({
    title: z.string().max(300),
    scope: z.string().max(5000),
    objectives: z.string().max(5000),
    hazard: z.string().max(300),
    sponsor: z.string().max(300),
    organisations: z.string().max(5000),
    contact: z.string().max(300),
  })
  .partial()
  .strict();
export type ReportAbout = z.infer<typeof reportAboutSchema>;

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: "heading", level, text });
export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const list = (items: readonly string[]): Block => ({ kind: "list", items: [...items] });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: "table",
  head: [...head],
  rows: rows.map((row) => [...row]),
});
