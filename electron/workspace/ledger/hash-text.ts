import { createHash } from "node:crypto";

/** SHA-256 of a text by the machine's own code: some twenty times as fast as in JavaScript. */
export const hashText = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
