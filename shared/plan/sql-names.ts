/** Quotes an identifier for SQL: doubles inner quotes. The only place where identifiers are quoted. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The catalogue alias under which a file's store is attached: `f_` and the first 16 hex digits of its SHA-256. */
export const storeAlias = (sha256: string): string => `f_${sha256.slice(0, 16)}`;

/** The quoted table that holds a file's rows. */
export const tableName = (sha256: string): string => `${quoteName(storeAlias(sha256))}."main"."rows"`;
