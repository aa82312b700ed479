import { readdirSync } from "node:fs";
import type { Dataset, Measure } from "../../shared/catalogue/dataset.ts";
import type { Behaviour } from "../../shared/vocabulary/behaviour.ts";
import { type Asked, openWorkbench } from "../answer/workbench.ts";
import { dataFolder, haveData } from "../plan/real-tables.ts";

/** What a measure is read as over time: sums of what adds up, readings of the rest. */
const STATISTIC: Readonly<Record<Behaviour, "total" | "latest" | "mean">> = {
  flow: "total",
  cumulative: "total",
  event: "total",
  stock: "latest",
  ratio: "mean",
  index: "mean",
};

/** Every measure of a table over all its dates, all places together and country by country, by its own grain and by week. */
function questionsOf(dataset: Dataset, { id, concept, behaviour }: Measure): Asked[] {
  const grain = dataset.columns.find(({ role }) => role === "time")?.time?.grain;
  if (grain === undefined) return [];
  const grains = grain === "day" ? (["day", "week"] as const) : ([grain === "hour" ? "day" : grain] as const);
  return grains.flatMap((one) =>
    [{ areas: [["world", "World"]] as const }, { by: "country" }].map(
      (place): Asked => ({
        dataset: dataset.id,
        measure: id,
        question: {
          kind: "trend",
          measure: { concept, statistic: { kind: STATISTIC[behaviour] } },
          place,
          time: { any: true, grain: one },
        },
      }),
    ),
  );
}

/**
 * The breaks that are found in the real tables, printed one by one so that they can be looked at: which are none? Says
 * 'skipped' where the tables are absent.
 */
export async function listBreaks(say: (line: string) => void): Promise<number> {
  if (!haveData) {
    say("skipped: the real tables are not beside the repository");
    return 0;
  }
  const ids = readdirSync(dataFolder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const workbench = await openWorkbench(ids);
  let [answers, found] = [0, 0];
  for (const dataset of ids.map((id) => workbench.dataset(id)))
    for (const asked of dataset.measures.flatMap((measure) => questionsOf(dataset, measure))) {
      const ran = await workbench.run(asked);
      if (!ran.ok) continue;
      answers += 1;
      const { place, time } = asked.question;
      for (const { code, severity, text } of ran.value.answer.caveats) {
        if (code !== "break-in-series") continue;
        found += 1;
        say(
          `${dataset.id} | ${asked.measure} | ${place?.by ?? "together"} by ${time?.grain} | ${severity} | ${text}`,
        );
      }
    }
  await workbench.close();
  say(`${found} breaks named in ${answers} answers`);
  return found;
}
