import type { Mark, Reading } from "../reading.ts";
import { readingsOf, wordOf } from "./find.ts";
import { beside, isFiller, type Scan } from "./scan.ts";
import { gapText, label } from "./words/labels.ts";
import { LONGEST_TEXT } from "./words/tokens.ts";

/** Grammar words that may stay on the table: they shape the sentence, and what they shape has been read. */
const HARMLESS = [
  "of",
  "in",
  "and",
  "to",
  "from",
  "how-many",
  "how-much",
  "which",
  "where",
  "when",
  "people",
  "new",
  "together",
  "each",
  "one",
  "than",
  "among",
  "between",
  "event",
  "filler",
  "level",
  "reading",
  "percent",
  "unit",
  "everywhere",
  "world",
  "published",
  "or",
] as const;

/**
 * Marks for every word, in order, and what is to be said of the text as a whole. A word that carries meaning and was not
 * used is never silent: it is marked, listed in `unsure` and reported as a gap.
 */
export function marksOf(scan: Scan): Pick<Reading, "marks" | "unsure" | "gaps"> {
  const marks = scan.finds.map((_find, at) => markOf(scan, at));
  const gaps = [...scan.gaps];
  for (const [at, mark] of marks.entries()) {
    const second = readingsOf(scan.finds[at], "concept").length > 0 && scan.draft.concept !== undefined;
    if (mark.state === "not-understood" && second) {
      gaps.push({ part: "measure", text: gapText.twoMeasures(mark.text) });
    } else if (mark.state === "not-understood")
      gaps.push({
        part: mark.part === "place" ? "place" : mark.part === "where" ? "dimension" : "other",
        text: gapOf(mark),
      });
  }
  const shown = joined(scan, marks);
  const unsure = shown
    .filter(({ state }) => state === "unsure" || state === "not-understood")
    .map(({ text }) => text);
  return { marks: shown, unsure: [...new Set(unsure)], gaps: once(gaps) };
}

function gapOf(mark: Mark): string {
  if (mark.part === "where") return gapText.condition(mark.text);
  return mark.part === "place" ? gapText.place(mark.text) : gapText.word(mark.text);
}

const once = (gaps: Reading["gaps"]): Reading["gaps"] => [
  ...new Map(gaps.map((gap) => [gap.text, gap])).values(),
];

function markOf(scan: Scan, at: number): Mark {
  const find = scan.finds[at];
  const start = scan.cut.tokens[find?.first ?? 0]?.start ?? 0;
  const end = scan.cut.tokens[find?.last ?? 0]?.end ?? 0;
  const base = { start, end, text: scan.cut.text.slice(start, end) };
  const taken = scan.uses.get(at);
  if (taken) {
    return {
      ...base,
      state: taken.unsure ? "unsure" : "understood",
      part: taken.part,
      reading: taken.reading,
      choices: [...taken.choices],
    };
  }
  if (!find || isFiller(find)) return { ...base, state: "ignored", part: null, reading: null, choices: [] };
  if (find.readings.length === 0)
    return {
      ...base,
      state: "not-understood",
      part: unknownPart(scan, at),
      reading: label.notUsed,
      choices: [],
    };
  const known = find.readings.some((reading) =>
    ["concept", "subject", "value", "area", "time"].includes(reading.kind),
  );
  if (known && !wordOf(find, "filler")) {
    const part =
      readingsOf(find, "area").length > 0 ? "place" : readingsOf(find, "time").length > 0 ? "time" : "where";
    return { ...base, state: "not-understood", part, reading: label.notFitted, choices: [] };
  }
  if (wordOf(find, ...HARMLESS)) return { ...base, state: "ignored", part: null, reading: null, choices: [] };
  const state =
    readingsOf(find, "dimension").length > 0 || readingsOf(find, "source").length > 0
      ? "unsure"
      : "not-understood";
  return { ...base, state, part: null, reading: label.notUsed, choices: [] };
}

/** What an unknown word likely stands for: a name behind "in" is a place, one behind "run by" and the like a value that no table has. */
function unknownPart(scan: Scan, at: number): Mark["part"] {
  const token = scan.cut.tokens[scan.finds[at]?.first ?? 0];
  const before = scan.cut.tokens[(scan.finds[at]?.first ?? 0) - 1]?.norm;
  if (token?.capital && !token.shouted && !token.opensSentence && (before === "in" || before === "near")) {
    return /^(north|south|east|west|central|upper|lower)/.test(token.norm) ? null : "place";
  }
  const led = beside(scan, at, -1);
  const dimension = readingsOf(scan.finds[led], "dimension").length > 0 && !scan.uses.has(led);
  return dimension ? "where" : null;
}

/** Neighbouring marks with the same reading become one; text beyond what is read is one mark of its own. */
function joined(scan: Scan, marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks) {
    const last = result.at(-1);
    const same =
      last &&
      last.part !== null &&
      last.part === mark.part &&
      last.reading === mark.reading &&
      last.state === mark.state;
    if (last && same && mark.choices.length === 0 && last.choices.length === 0) {
      result[result.length - 1] = { ...last, end: mark.end, text: scan.cut.text.slice(last.start, mark.end) };
    } else {
      result.push(mark);
    }
  }
  const rest = scan.cut.text.length > LONGEST_TEXT ? scan.cut.text.length : 0;
  if (rest > 0)
    result.push({
      start: LONGEST_TEXT,
      end: rest,
      text: scan.cut.text.slice(LONGEST_TEXT),
      state: "not-understood",
      part: null,
      reading: gapText.moreText,
      choices: [],
    });
  return result;
}
