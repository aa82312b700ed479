import { readingsOf } from "../find.ts";
import { breaksBetween, isFree, type Scan, use } from "../scan.ts";
import { label } from "../words/labels.ts";

/** What governments do, and what happens, after which a measure may have changed. */
export const INTERVENTION =
  /^(lockdowns?|curfews?|bans?|mandates?|orders?|law|laws|reopening|closures?|closing|evacuations?|campaigns?|rollout|decree|emergency|restrictions?|quarantine|intervention|measures?|policy|landfall)$/;

const EFFECT = /^(impact|impacts|effect|effects|influence|consequences?)$/;

/** What an intervention does to a measure: "how did the lockdown affect …". */
const ACTS =
  /^(affect|affected|change|changed|reduce|reduced|lower|lowered|influence|influenced|cut|slow|slowed|increase|increased|raise|raised|decrease|decreased|curb|curbed|limit|limited|alter|altered|impact|impacted|drive)$/;

const OPENS = /^(did|do|does|has|have|had)$/;

type Stretch = { readonly from: number; readonly to: number; readonly words: readonly number[] };

/** Where a text names what happened, as finds, and the words that say so; the words between are the intervention. */
function stretch(scan: Scan): Stretch | null {
  // A day has an "on" of its own, "the lockdown on 9 March on new cases"; one behind it leads to the measure.
  const norms = scan.finds.map((find, at) => {
    const all = scan.cut.tokens.slice(find.first, find.last + 1).map(({ norm }) => norm);
    if (scan.uses.get(at)?.part !== "time") return all;
    return all.length > 1 && all.at(-1) === "on" ? ["on"] : [];
  });
  const first = (at: number): string => norms[at]?.[0] ?? "";
  const last = (at: number): string => norms[at]?.at(-1) ?? "";
  const end = (from: number): number => {
    let at = from;
    while (at + 1 < scan.finds.length && !breaksBetween(scan, at)) at += 1;
    return at;
  };
  const effect = norms.findIndex(([word]) => EFFECT.test(word ?? ""));
  if (effect >= 0 && effect < scan.finds.length) {
    const of = norms.findIndex((_, at) => at >= effect && last(at) === "of");
    const on = norms.findIndex((_, at) => at >= effect && (first(at) === "on" || last(at) === "on"));
    if (of >= 0 && on > of) return { from: of + 1, to: on - 1, words: [effect, of, on] };
    if (of >= 0 && on >= 0) return { from: of + 1, to: end(of), words: [effect, of, on] };
    // "What effect did the lockdown have on …".
    const opens = norms.findIndex((_, at) => at > effect && OPENS.test(first(at)));
    if (opens >= 0 && on > opens) return { from: opens + 1, to: on - 1, words: [effect, on] };
  }
  const both = norms.findIndex((words, at) => {
    const three = [...words, ...(norms[at + 1] ?? []), ...(norms[at + 2] ?? [])].join(" ");
    return /^(before and after|before versus after|before vs after)\b/.test(three);
  });
  if (both >= 0) {
    const after = norms.findIndex((words, at) => at >= both && words.includes("after"));
    return { from: after + 1, to: end(after), words: [both, both + 1, after] };
  }
  const text = scan.cut.tokens.slice(0, 2).map(({ norm }) => norm);
  const opens = OPENS.test(text[0] ?? "") ? 0 : text[0] === "how" && OPENS.test(text[1] ?? "") ? 1 : -1;
  if (opens < 0) return null;
  const start = scan.finds.findIndex((find) => find.last >= opens);
  const acts = norms.findIndex((_, at) => at > start && ACTS.test(first(at)));
  const behind = norms
    .slice(acts + 1)
    .some((_, i) => readingsOf(scan.finds[acts + 1 + i], "concept").length > 0);
  return acts > start && behind ? { from: start, to: acts - 1, words: [acts] } : null;
}

/**
 * "The effect of A on B", "how did A affect B", "B before and after A": A is what happened, and no measure, whatever
 * measure its words would name ("lockdown"). Taken off the table before the measure is read; the day is read elsewhere.
 */
export function readEffect(scan: Scan): void {
  const found = stretch(scan);
  if (!found) return;
  const inside = scan.finds.flatMap((_, at) =>
    at >= found.from && at <= found.to && isFree(scan, at) ? [at] : [],
  );
  const tokens = inside.flatMap((at) => {
    const find = scan.finds[at];
    return find ? scan.cut.tokens.slice(find.first, find.last + 1).map((token) => ({ at, token })) : [];
  });
  const heads = tokens.filter(({ token }) => INTERVENTION.test(token.norm));
  const head = heads.at(-1);
  const outside = scan.finds.some(
    (find, at) =>
      (at < found.from || at > found.to) &&
      !found.words.includes(at) &&
      readingsOf(find, "concept").length > 0,
  );
  if (!head || !outside) return;
  const kept = tokens.filter(
    ({ at, token }) => at <= head.at && !/^(how|did|do|does|has|have|had|the|a|an)$/.test(token.norm),
  );
  const start = kept[0]?.token.start ?? head.token.start;
  const stop = scan.cut.tokens[scan.finds[head.at]?.last ?? 0]?.end ?? head.token.end;
  scan.draft.intervened = scan.cut.text.slice(start, stop);
  for (const at of inside) {
    const about = readingsOf(scan.finds[at], "subject").length > 0 && at !== head.at;
    if (!about && at <= head.at) use(scan, at, "kind", label.kind("impact"));
  }
  for (const at of found.words) use(scan, at, "kind", label.kind("impact"));
}
