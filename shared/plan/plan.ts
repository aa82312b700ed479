/** A value bound to a parameter of a query: dates travel as ISO text and are cast in the SQL. */
export type SqlValue = string | number | boolean | null;
