import { dimensionLabel } from "../../../vocabulary/words.ts";
import { type Find, readingsOf, wordOf } from "../find.ts";
import { amountAt } from "../numbers.ts";
import { beside, freeWords, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { label } from "../words/labels.ts";
import { levelText } from "./read-counts.ts";

/** "which five countries", "top 10 counties", "where is it worst": places in order, and how many of them. */
export function readRanking(scan: Scan): void {
  const { draft } = scan;
  if (draft.counts) return;
  for (const at of freeWords(scan, "which", "top")) {
    let next = beside(scan, at, 1, "of", "statistic");
    // "Which WHO region": the publisher's name is part of the grouping's.
    if (readingsOf(scan.finds[next], "source").length > 0) next = beside(scan, next, 1);
    const amount = amountAt(scan, next);
    if (amount) next = beside(scan, amount.next - 1, 1, "statistic", "of");
    const area = readingsOf(scan.finds[next], "area").length > 0;
    const levelAt = area ? beside(scan, next, 1) : next;
    const level = wordOf(scan.finds[levelAt], "level");
    if (ranksGroups(scan, at, level ? levelAt : next) || ranksShelters(scan, at, next)) return;
    if (!level) continue;
    const last = scan.cut.tokens[scan.finds[levelAt]?.last ?? 0]?.norm ?? "";
    // French "pays" is one or many; "quels" says which.
    const plural = last === "pays" ? /^quel(le)?s$/i.test(typed(scan, at)) : /s$/.test(last);
    draft.kind = "ranking";
    draft.by = level.level;
    draft.rank = {
      top: Math.min(1000, Math.max(1, Math.round(amount?.value ?? (plural ? 10 : 1)))),
      from: direction(scan),
    };
    use(scan, at, "rank", label.rank(draft.rank.top, draft.rank.from));
    if (amount)
      for (let i = amount.at; i < amount.next; i += 1)
        use(scan, i, "rank", label.rank(draft.rank.top, draft.rank.from));
    use(scan, levelAt, "by", label.perLevel(levelText(level.level)));
    return;
  }
  if (!commonest(scan) && !ofAny(scan) && !countedExtreme(scan)) rankedByWord(scan);
}

/** "Ranking of …", "where is it worst": the level is the one below the places named. */
function rankedByWord(scan: Scan): void {
  const { draft } = scan;
  const where = freeWords(scan, "where")[0];
  const kindWord = placesOf(
    scan,
    (find, at) => isFree(scan, at) && wordOf(find, "kind")?.kind === "ranking",
  )[0];
  const extreme = freeWords(scan, "statistic").some((at) =>
    ["highest", "lowest"].includes(wordOf(scan.finds[at], "statistic")?.statistic ?? ""),
  );
  if (kindWord === undefined && !(where !== undefined && extreme)) return;
  draft.kind = "ranking";
  const byGroup = scan.finds.some((find, at) => {
    if (readingsOf(find, "dimension").length === 0) return false;
    const behind = beside(scan, at, -1);
    // "By WHO region": the publisher's name is part of the grouping's.
    const before = readingsOf(scan.finds[behind], "source").length > 0 ? beside(scan, behind, -1) : behind;
    return wordOf(scan.finds[before], "each") !== undefined || /^by /i.test(typed(scan, at));
  });
  // "Rank the Florida counties": what is ranked stands behind, over the place it lies in.
  const levelAt = freeWords(scan, "level").find(
    (i) => kindWord !== undefined && i > kindWord && i <= kindWord + 4,
  );
  const level = wordOf(scan.finds[levelAt ?? -1], "level")?.level;
  if (level && levelAt !== undefined) {
    draft.by ??= level;
    use(scan, levelAt, "by", label.perLevel(levelText(level)));
  }
  if (!byGroup)
    draft.by ??= draft.areas.some((area) => area.id !== "world" && !area.id.startsWith("region/"))
      ? "adm1"
      : "country";
  const at = freeWords(scan, "statistic").at(-1) ?? -1;
  const named = byGroup ? Math.round(amountAt(scan, at - 1)?.value ?? (at < 0 ? 10 : 1)) : 10;
  draft.rank = { top: Math.min(1000, Math.max(1, named)), from: direction(scan) };
  if (byGroup && amountAt(scan, at - 1))
    use(scan, at - 1, "rank", label.rank(draft.rank.top, draft.rank.from));
  use(scan, where ?? kindWord ?? 0, "rank", label.rank(draft.rank.top, draft.rank.from), {
    unsure: where !== undefined,
  });
}

/** "Which cause led to the most outages", "which WHO region had …": values of a dimension in order, not places. */
function ranksGroups(scan: Scan, at: number, groupAt: number): boolean {
  const { draft } = scan;
  const [dimension] = readingsOf(scan.finds[groupAt], "dimension");
  const named = scan.cut.tokens[(scan.finds[groupAt]?.first ?? 0) - 1];
  const extreme = freeWords(scan, "statistic").some((i) =>
    ["highest", "lowest"].includes(wordOf(scan.finds[i], "statistic")?.statistic ?? ""),
  );
  // "Region" alone is a place; a table's own grouping needs its name before it: "WHO region".
  const place =
    wordOf(scan.finds[groupAt], "level") !== undefined && !(named?.shouted && !named.opensSentence);
  if (!dimension || place || !extreme) return false;
  const plural = /s$/.test(scan.cut.tokens[scan.finds[groupAt]?.last ?? 0]?.norm ?? "");
  draft.kind = "ranking";
  draft.breakdowns.push(dimension.id);
  draft.rank = { top: plural ? 10 : 1, from: direction(scan) };
  const text = label.perLevel(dimensionLabel(scan.vocabulary, dimension.id));
  use(scan, at, "rank", label.rank(draft.rank.top, draft.rank.from));
  for (let i = at + 1; i <= groupAt; i += 1) if (isFree(scan, i)) use(scan, i, "by", text);
  return true;
}

/** "Which shelter had the most people": single sites in order, by how many are in them. */
function ranksShelters(scan: Scan, at: number, next: number): boolean {
  const { draft } = scan;
  const shelters = readingsOf(scan.finds[next], "concept").some(({ id }) => id === "open-shelters");
  const extreme = freeWords(scan, "statistic").some((i) =>
    ["highest", "lowest"].includes(wordOf(scan.finds[i], "statistic")?.statistic ?? ""),
  );
  const people = scan.finds.some((find) => wordOf(find, "people") !== undefined);
  if (!shelters || !extreme || !people) return false;
  const plural = /s$/.test(scan.cut.tokens[scan.finds[next]?.last ?? 0]?.norm ?? "");
  draft.kind = "ranking";
  draft.by = "facility";
  draft.concept = "people-in-shelters";
  draft.rank = { top: plural ? 10 : 1, from: direction(scan) };
  use(scan, at, "rank", label.rank(draft.rank.top, draft.rank.from));
  const taken = scan.uses.get(next);
  const text = label.perLevel(levelText("facility"));
  if (taken) scan.uses.set(next, { ...taken, part: "by", reading: text });
  else use(scan, next, "by", text);
  return true;
}

/** "The most common cause of outages": values of a dimension by how often they occur. */
function commonest(scan: Scan): boolean {
  const { draft } = scan;
  const at = scan.finds.findIndex(
    (find, i) =>
      isFree(scan, i) &&
      /^(common|commonest|frequent|commonly)$/.test(scan.cut.tokens[find.first]?.norm ?? ""),
  );
  const behind = beside(scan, at, 1);
  const [dimension] = at < 0 ? [] : readingsOf(scan.finds[behind], "dimension");
  if (!dimension) return false;
  draft.kind = "ranking";
  draft.breakdowns.push(dimension.id);
  draft.rank = { top: 1, from: direction(scan) };
  use(scan, at, "rank", label.rank(1, draft.rank.from));
  use(scan, behind, "by", label.perLevel(dimensionLabel(scan.vocabulary, dimension.id)));
  return true;
}

/** "The lowest exposure of any country": the first of a ranking. */
function ofAny(scan: Scan): boolean {
  const { draft } = scan;
  const extreme = freeWords(scan, "statistic").some((at) =>
    ["highest", "lowest"].includes(wordOf(scan.finds[at], "statistic")?.statistic ?? ""),
  );
  const at = freeWords(scan, "level").find((i) =>
    /^any$/.test(scan.cut.tokens[(scan.finds[i]?.first ?? 0) - 1]?.norm ?? ""),
  );
  const level = wordOf(scan.finds[at ?? -1], "level");
  if (!extreme || at === undefined || !level) return false;
  draft.kind = "ranking";
  draft.by = level.level;
  draft.rank = { top: 1, from: direction(scan) };
  use(scan, at, "by", label.perLevel(levelText(level.level)));
  if (isFree(scan, at - 1)) use(scan, at - 1, "rank", label.rank(1, draft.rank.from));
  return true;
}

/** "the 10 highest counties", "the five worst hit countries". */
function countedExtreme(scan: Scan): boolean {
  const { draft } = scan;
  for (const at of freeWords(scan, "statistic")) {
    const extreme = wordOf(scan.finds[at], "statistic")?.statistic;
    const behind = beside(scan, at, 1);
    // "counties with the most inhabitants": the places stand before.
    const ahead =
      (wordOf(scan.finds[at - 1], "among", "each") ?? wordOf(scan.finds[beside(scan, at, -1)], "among"))
        ? beside(scan, at, -1, "among", "each")
        : -1;
    const levelAt = wordOf(scan.finds[behind], "level") ? behind : ahead;
    const level = wordOf(scan.finds[levelAt], "level");
    if ((extreme !== "highest" && extreme !== "lowest") || !level) continue;
    const amount = amountAt(scan, at - 1);
    const one = !amount && !/s$/.test(scan.cut.tokens[scan.finds[levelAt]?.last ?? 0]?.norm ?? "");
    draft.kind = "ranking";
    draft.by = level.level;
    draft.rank = {
      top: Math.min(1000, Math.max(1, Math.round(amount?.value ?? (one ? 1 : 10)))),
      from: extreme,
    };
    for (const i of [at, levelAt, ...(amount ? [at - 1] : [])])
      use(scan, i, "rank", label.rank(draft.rank.top, extreme));
    return true;
  }
  return false;
}

const direction = (scan: Scan): "highest" | "lowest" =>
  placesOf(scan, (find, at) => wordOf(find, "statistic")?.statistic === "lowest" || saysFall(scan, find, at))
    .length > 0
    ? "lowest"
    : "highest";

/** "the largest fall": the most negative change comes first. */
const saysFall = (scan: Scan, find: Find, at: number): boolean =>
  wordOf(find, "statistic")?.statistic === "change" &&
  /^(fall|fell|drop|declin|decreas|shrink)/i.test(typed(scan, at));
