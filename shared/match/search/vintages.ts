import type { SearchMethod } from "./method.ts";
import type { Hit } from "./rank.ts";
import { tokens } from "./tokens.ts";

const YEAR = /\b(?:1[89]|20)\d\d\b/g;
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Year, month and version that a title names, as one number that grows with time; 0 when it names none. */
export function issueOf(title: string): number {
  const years = [...title.matchAll(YEAR)].map(([year]) => Number(year));
  if (years.length === 0) return 0;
  const lower = title.toLowerCase();
  const month = MONTHS.findLastIndex((name) => lower.includes(name)) + 1;
  const version = Number(/\bv(?:ersion)?\.? ?(\d{1,2})\b/.exec(lower)?.[1] ?? 0);
  return Math.max(...years) + month / 13 + version / 10_000;
}

const NOT_OF_THE_SERIES = new Set([
  ...MONTHS.flatMap((month) => tokens(month)),
  "version",
  "status",
  "fy",
  "cy",
]);

/** What the issues of one series have in common: the title without years, months and versions. */
const seriesOf = (title: string): string =>
  tokens(title)
    .filter((stem) => !/\d/.test(stem) && !NOT_OF_THE_SERIES.has(stem))
    .join(" ");

/** Puts the newest issue of each yearly or monthly series first; older issues follow, each worth a little less. */
export function newestFirst(hits: readonly Hit[], { older }: SearchMethod): Hit[] {
  if (older === 1) return [...hits];
  const series = new Map<string, { hit: Hit; issue: number }[]>();
  for (const hit of hits) {
    const title = hit.segment.titles.at(hit.doc);
    const issue = issueOf(title);
    if (issue === 0) continue;
    const key = seriesOf(title);
    series.set(key, [...(series.get(key) ?? []), { hit, issue }]);
  }
  const changed = new Map<Hit, number>();
  for (const issues of series.values()) {
    if (issues.length < 2) continue;
    const best = Math.max(...issues.map(({ hit }) => hit.score));
    issues.sort((one, other) => other.issue - one.issue);
    issues.forEach(({ hit }, position) => {
      changed.set(hit, Math.min(best, Math.max(hit.score, best * 0.9)) * older ** position);
    });
  }
  return hits.map((hit) => ({ ...hit, score: changed.get(hit) ?? hit.score }));
}
