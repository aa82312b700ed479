/** Quotes a text for SQL: the only place where texts (paths) enter SQL other than as parameters. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
