import { fail, type Result } from "../result.ts";

/** A plan that cannot be made: the plain reason, and what to do instead where there is something. */
export const notAnswerable = (message: string, remedy?: string): Result<never> =>
  fail({ code: "not-answerable", message, ...(remedy === undefined ? {} : { remedy }) });
