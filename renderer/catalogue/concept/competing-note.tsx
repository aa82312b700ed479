import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Standing } from "../../../shared/api/sources.ts";
import { call } from "../../data/bridge.ts";
import { addresses } from "../../frame/addresses.ts";
import { useText } from "../../text/language.tsx";

/** Who measures it too, and how far the designated source differs: below the dataset that is to answer. Silent where it is alone. */
export function CompetingNote({
  dataset,
  measure,
  area,
}: {
  readonly dataset: string;
  readonly measure: string;
  readonly area?: string | undefined;
}) {
  const { t } = useText();
  const input = { dataset, measure, ...(area === undefined ? {} : { area }) };
  const standing = useQuery<Standing>({
    queryKey: ["catalogue.standing", input],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const runId = crypto.randomUUID();
      // A question changes with every key: only one that stands still is worth a look into the files.
      await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
      signal.throwIfAborted();
      signal.addEventListener("abort", () => void call("run.cancel", { runId }).catch(() => undefined));
      return call("catalogue.standing", { ...input, runId });
    },
  }).data;
  if (standing === undefined || standing.others === 0) return null;
  const { others, text, concept, subject } = standing;
  return (
    <p className="small quiet">
      {t("sources.note", { count: others })} {text === null ? null : `${text} `}
      <Link href={addresses.measured(concept, subject)}>{t("sources.note-link")}</Link>
    </p>
  );
}

const AFTER_MS = 600;
