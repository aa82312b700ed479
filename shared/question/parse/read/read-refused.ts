import { wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { isFree, type Scan } from "../scan.ts";
import { gapText } from "../words/labels.ts";

/** Who somebody is, or where they live: tables of counts do not say, and must not. */
const PERSONAL =
  /\b(?:by name|names? (?:and addresses )?of (?:the |each |every |all )?(?:\w+ ){0,3}(?:patients?|victims?|people|persons?|residents?|cases?|dead)|who (?:is|was|were|are) the (?:[\w-]+ ){0,3}(?:patients?|victims?|cases?|people|persons?|dead)|home address|address(?:es)? of|phone numbers?|passports?|identity of|identify the)\b/i;

/** Says so where the text asks who somebody is. */
export function reportPersonal(scan: Scan): void {
  const words = PERSONAL.exec(scan.cut.text)?.[0];
  if (words !== undefined) scan.gaps.push({ part: "measure", text: gapText.personal(words) });
}

/** "The largest single outage": figures are added up by place and period, not kept by event. */
export function reportSingleEvents(scan: Scan): void {
  const { tokens } = scan.cut;
  const single = tokens.findIndex(({ norm }) => norm === "single" || norm === "individual");
  const noun = tokens[single + 1];
  if (single < 0 || noun?.kind !== "word" || /^(hour|day|week|month|quarter|year|reading)s?$/.test(noun.norm))
    return;
  if (scan.draft.across === undefined && behaviourOf(scan) !== "stock")
    scan.gaps.push({ part: "measure", text: gapText.singleEvents });
}

/** "When did India last report a case", "on what date did it pass ten million": the day something first or last was so. */
export function reportMoments(scan: Scan): void {
  const { text } = scan.cut;
  const asks = /\b(?:when|(?:on|by) (?:what|which) (?:date|day))\b/i.test(text);
  const extreme = ["peak", "lowest", "largest-correction"].includes(scan.draft.statistic?.kind ?? "");
  const moment =
    /\b(?:did|was|were|had|has)\b[^.?!]*\b(?:first|last|pass(?:ed)?|cross(?:ed)?|reach(?:ed)?|exceed(?:ed)?|surpass(?:ed)?|begin|start|end|stop|resume)\b(?! (?:week|month|year|quarter|spring|summer|autumn|winter)\b)/i;
  const since = /^(?:\w+ )?since when\b/i.test(text.trim());
  if (since || (asks && !extreme && scan.draft.kind !== "ranking" && moment.test(text)))
    scan.gaps.push({ part: "measure", text: gapText.whenPassed });
}

/** "During Hurricane Fiona": a named storm or the like that no list here has dates of. */
export function reportUnknownEvents(scan: Scan): void {
  const { tokens, text } = scan.cut;
  for (const find of scan.finds) {
    const name = tokens[find.first];
    const before = tokens[find.first - 1];
    if (find.readings.length > 0 || !name?.capital || name.opensSentence || !before) continue;
    if (/^(?:hurricane|typhoon|cyclone|storm)$/.test(before.norm))
      scan.gaps.push({ part: "dimension", text: gapText.unknownEvent(text.slice(before.start, name.end)) });
  }
}

/** What is said of the counted, between it and the rest: "how many bee colonies *died*", "how many boats *were* lost". */
const PREDICATE =
  /^(?:were|was|are|is|did|do|does|have|had|has|will|died|dead|killed|injured|infected|affected|displaced|evacuated|vaccinated|hospitali[sz]ed|recovered|lost|destroyed|damaged|burn(?:ed|t)|closed|reported)$/;

/** "How many bee colonies died": dying is known, bee colonies are not; people's deaths are no answer. */
export function reportUncounted(scan: Scan): void {
  const { tokens, text } = scan.cut;
  const asked = scan.finds.findIndex((find) => wordOf(find, "how-many") !== undefined);
  const unknown = (at: number): boolean => scan.finds[at]?.readings.length === 0 && isFree(scan, at);
  let end = asked + 1;
  while (unknown(end)) end += 1;
  const predicate = tokens[scan.finds[end]?.first ?? -1]?.norm ?? "";
  if (asked < 0 || end === asked + 1 || !PREDICATE.test(predicate)) return;
  const start = tokens[scan.finds[asked + 1]?.first ?? 0]?.start ?? 0;
  const stop = tokens[scan.finds[end - 1]?.last ?? 0]?.end ?? 0;
  scan.gaps.push({ part: "measure", text: gapText.notCounted(text.slice(start, stop)) });
}
