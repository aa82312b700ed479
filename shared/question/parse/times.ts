import type { Grain, IsoDate } from "../../time/grain.ts";
import { parseSpanText, type TimeAnchor } from "../../time/span-text.ts";
import type { TimeMention } from "../../time/time-mention.ts";
import type { Token } from "./words/tokens.ts";

/** How a time was said: within it, up to its end, from its start on; `any`: all times the data have. */
export type TimeMeaning =
  | {
      readonly kind: "span";
      readonly from?: IsoDate;
      readonly to?: IsoDate;
      readonly grain: Grain;
      readonly role: "within" | "by" | "since";
      /** False when the year was not said or the reading rests on a convention. */
      readonly certain: boolean;
      readonly yearGuessed?: boolean;
      /** What else the words may mean: the other order of day and month, the southern season. */
      readonly other?: { readonly from: IsoDate; readonly to: IsoDate };
      /** Counted from a named event. */
      readonly event: boolean;
    }
  | { readonly kind: "any" };

/** A stretch of tokens that speaks of time: `first` to `last`. */
export type TimeFind = { readonly first: number; readonly last: number; readonly time: TimeMeaning };

/** Words by which an event dates a question ("during Hurricane Irma"); "by" and "from" name it as the cause instead. */
const DATING =
  /(?:^|\s)(?:after|before|during|since|following|until|within|amid|throughout|apr[eè]s|avant|pendant|depuis)\s/i;

/** The times a text names, as stretches of its tokens. Named events with dates come in as anchors. */
export function timeFinds(
  text: string,
  tokens: readonly Token[],
  asked: IsoDate,
  anchors: readonly TimeAnchor[],
): TimeFind[] {
  const finds: TimeFind[] = [];
  let at = 0;
  for (const mention of parseSpanText(text, asked, anchors)) {
    const event = anchors.some((anchor) => anchor.start < mention.end && mention.start < anchor.end);
    if (event && !DATING.test(text.slice(mention.start, mention.end))) continue;
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= mention.start) at += 1;
    const first = at;
    let last = first;
    while (last + 1 < tokens.length && (tokens[last + 1]?.start ?? mention.end) < mention.end) last += 1;
    if (tokens[first] && tokens[first].start < mention.end)
      finds.push({ first, last, time: meaning(mention, event) });
  }
  return finds;
}

function meaning(mention: TimeMention, event: boolean): TimeMeaning {
  if (mention.meaning === "all") return { kind: "any" };
  return {
    kind: "span",
    ...(mention.span.from && { from: mention.span.from }),
    ...(mention.span.to && { to: mention.span.to }),
    grain: mention.grain,
    role: mention.meaning === "by" || mention.meaning === "since" ? mention.meaning : "within",
    certain: mention.certain,
    ...(mention.yearGuessed && { yearGuessed: true }),
    ...(mention.other && { other: mention.other }),
    event,
  };
}
