import { z } from "zod";

/** Lengths of a reporting period, fine to coarse. Weeks start on Monday (ISO 8601). */
export const GRAINS = ["hour", "day", "week", "month", "quarter", "year"] as const;
export const grainSchema = z.enum(GRAINS);
export type Grain = z.infer<typeof grainSchema>;

/** A calendar day, `YYYY-MM-DD`; years before 1 as `-YYYY-MM-DD` with at least four digits. */
export const isoDateSchema = z.string().regex(/^-?\d{4,6}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export type IsoDate = z.infer<typeof isoDateSchema>;

/** A span of days, both ends included; an open end is absent. */
export const spanSchema = z.object({ from: isoDateSchema.optional(), to: isoDateSchema.optional() });
export type Span = z.infer<typeof spanSchema>;
