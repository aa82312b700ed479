import { GRAINS } from "../../../time/grain.ts";
import { readingsOf, wordOf } from "../find.ts";
import { freeWords, type Scan, typed, use } from "../scan.ts";
import { label } from "../words/labels.ts";

/** "by week", "daily", "on one day", "in a single week": the length of the periods that are looked at. */
export function readGrain(scan: Scan): void {
  for (const at of freeWords(scan, "grain")) {
    const word = wordOf(scan.finds[at], "grain");
    const before = at - 1;
    // "the worst year": the extreme is one of periods.
    const extreme = ["highest", "lowest"].includes(wordOf(scan.finds[before], "statistic")?.statistic ?? "");
    const led = extreme || wordOf(scan.finds[before], "each", "one", "per") !== undefined;
    // "in the years 2000 to 2009": the dates behind it say the same.
    if (word && !led && readingsOf(scan.finds[at + 1], "time").length > 0)
      use(scan, at, "time", label.anyTime);
    if (!word || !(word.adverb || led)) continue;
    if (scan.draft.counts?.of === "periods") continue;
    scan.draft.grain = word.grain;
    if (/^(by|per|each|every)\b/i.test(typed(scan, led ? before : at))) scan.draft.series = true;
    use(scan, at, "time", label.each(word.grain));
    if (led && !extreme) use(scan, before, "time", label.each(word.grain));
  }
  for (const at of freeWords(scan, "when")) {
    const last = scan.cut.tokens[scan.finds[at]?.last ?? 0]?.norm;
    const grain = GRAINS.find((one) => one === last);
    if (grain) scan.draft.grain ??= grain;
    use(scan, at, "time", grain ? label.each(grain) : label.anyTime);
  }
  for (const at of freeWords(scan, "reading")) {
    scan.draft.grain ??= "hour";
    use(scan, at, "time", label.each("hour"));
  }
}
