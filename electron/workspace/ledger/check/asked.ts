import { z } from "zod";

/** What the checking thread is told: which ledger, up to where, and which event is the last. */
export const checkAskedSchema = z.object({
  folder: z.string(),
  end: z.object({ segment: z.number(), offset: z.number() }),
  expected: z.object({ seq: z.number(), hash: z.string() }),
});
export type CheckAsked = z.infer<typeof checkAskedSchema>;
