/**
 * Where numbers are rounded: once, here, so that sentence, chart, table and every export show the same.
 *
 * Sums over many rows are made by several threads and may differ in the last bits from run to run; twelve significant
 * digits are far from those bits and far beyond any data. What is shown has fewer: whole numbers as they are, others two
 * decimals, below 1 three significant digits, from 100,000 on none.
 */

/** A number as computed, freed of the last bits that depend on the order of addition. */
export const settle = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(12));

/** A number as it is shown everywhere. */
export function rounded(value: number): number {
  const settled = settle(value);
  if (Number.isInteger(settled)) return settled;
  const size = Math.abs(settled);
  if (size >= 100_000) return Math.round(settled);
  if (size >= 1) return Number(settled.toFixed(2));
  return Number(settled.toPrecision(3));
}

/** `rounded`, for cells that may be empty. */
export const roundedCell = (value: number | null): number | null => (value === null ? null : rounded(value));

/** A shown number as text: 1,649.83; −64.9; 0.0123. Written here, not by the locale, so that answers are the same everywhere. */
export function showNumber(value: number): string {
  const shown = rounded(value);
  const [whole = "0", decimals] = plainText(Math.abs(shown)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${shown < 0 ? "−" : ""}${grouped}${decimals === undefined ? "" : `.${decimals}`}`;
}

/** A signed number: +12, −3, 0. */
export const showSigned = (value: number): string =>
  rounded(value) > 0 ? `+${showNumber(value)}` : showNumber(value);

/** A change in per cent as it is told everywhere: three significant digits, whole from 1,000 on. `share`: 0.5 is 50 %. */
export function changePercent(share: number, digits = 3): number {
  const percent = settle(100 * share);
  return Math.abs(percent) >= 1000 ? Math.round(percent) : Number(percent.toPrecision(digits));
}

/** Digits without exponent. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}
