import { readingsOf, wordOf } from "./find.ts";
import { type Scan, typed } from "./scan.ts";

/** A number as said, in digits or words, and the finds it takes: from `at` to before `next`. */
export type Amount = {
  readonly value: number;
  readonly at: number;
  readonly next: number;
  readonly percent: boolean;
};

/** "3,000", "one million", "2.5 million", "a hundred thousand", "85 %"; null when no number starts here. */
export function amountAt(scan: Scan, at: number): Amount | null {
  const first = plainNumber(scan, at);
  if (first === null) return null;
  let value = first.value;
  let next = at + 1;
  for (; next < scan.finds.length; next += 1) {
    // "100 000": a thousand's group parted by a space.
    if (typed(scan, next) === "000") {
      value *= 1000;
      continue;
    }
    const word = wordOf(scan.finds[next], "number");
    if (!word) break;
    if (word.multiplies) value *= word.value;
    else if (value >= 20 && value % 10 === 0 && word.value < 10 && !first.digits) value += word.value;
    else break;
  }
  // "50 %", "50 percent of": the sign may have been read together with what follows it.
  const percent = /^(%|percent|per cent|pct)/i.test(typed(scan, next));
  // "More than half of the customers": a part is a share in per cent.
  if (value > 0 && value < 1 && !first.digits)
    return { value: value * 100, at, next: percent ? next + 1 : next, percent: true };
  return { value, at, next: percent ? next + 1 : next, percent };
}

function plainNumber(scan: Scan, at: number): { value: number; digits: boolean } | null {
  const find = scan.finds[at];
  const [number] = readingsOf(find, "number");
  if (number) return { value: number.value, digits: true };
  const word = wordOf(find, "number");
  return word ? { value: word.value, digits: false } : null;
}
