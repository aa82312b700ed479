import { showNumber } from "../rounding.ts";

/** Numbers whose unit says more than what is counted: deviations from what is normal, and thousands or millions of it. */

/** Per cent more or less than a baseline: its sign is said in words, and per cent of it mean nothing. */
export const isDeviation = (unit: string): boolean =>
  /^(%|per ?cent(age)?)\b.*\b(baseline|normal|expected|average|usual)\b/i.test(unit) && !/point/i.test(unit);

/** "64.9 % below normal", "3 % above normal", "at normal". */
export function deviationWords(value: number): string {
  if (value === 0) return "exactly normal";
  return `${showNumber(Math.abs(value))} % ${value < 0 ? "below" : "above"} normal`;
}

const FACTORS: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** What a table gives in thousands or millions of something: the factor, and the thing itself. */
export function scaledUnit(unit: string): { readonly factor: number; readonly of: string } | null {
  const [, size = "", of = ""] = /^(thousand|million|billion)s?(?: of)? (.+)$/i.exec(unit.trim()) ?? [];
  const factor = FACTORS[size.toLowerCase()];
  return factor === undefined ? null : { factor, of: of.replace(/\s*\([^)]*\)\s*$/, "") };
}

/** ", that is 15.57 billion USD" after a number in thousands; empty where the unit has no such factor. */
export function inFullWords(value: number, unit: string): string {
  const scaled = scaledUnit(unit);
  if (scaled === null || value === 0) return "";
  const full = value * scaled.factor;
  const size = Math.abs(full);
  const [per, name] = size >= 1e9 ? [1e9, " billion"] : size >= 1e6 ? [1e6, " million"] : [1, ""];
  return `, that is ${showNumber(full / per)}${name} ${scaled.of}`;
}
