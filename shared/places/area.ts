import { z } from "zod";

/** Administrative levels, coarse to fine. `region` is a group of countries; `facility` a single site. */
export const LEVELS = ["world", "region", "country", "adm1", "adm2", "adm3", "facility"] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

/**
 * The identity of an area, a path from the country down, each part a slug:
 * `world` · `region/africa` · `ITA` (ISO 3166-1 alpha-3) · `USA/florida` · `USA/florida/miami-dade` · `GIN/conakry`.
 * A level that a source does not name is left out of the path; the level is stored beside it, and the parent explicitly.
 */
export const areaIdSchema = z.string().regex(/^[A-Za-z0-9'_.-]+(\/[a-z0-9'_.-]+)*$/);
export type AreaId = z.infer<typeof areaIdSchema>;

/** One area of the gazetteer, or one that a dataset brings with it. */
export const areaSchema = z.object({
  id: areaIdSchema,
  level: levelSchema,
  name: z.string().min(1),
  parent: areaIdSchema.nullable(),
  /** Other names and spellings in use ("Ivory Coast", "Korea, South"), any language. */
  aliases: z.array(z.string()).default([]),
  /** Codes by system: iso2, iso3, iso3166-2, fips, pcode, usps. */
  codes: z.record(z.string(), z.string()).default({}),
});
export type Area = z.infer<typeof areaSchema>;
