import { useCallback, useState } from "react";
import { Link } from "wouter";
import type { ReplaySummary } from "../../shared/api/review.ts";
import type { PushPayload } from "../../shared/api.ts";
import { call, problemOf } from "../data/bridge.ts";
import { useDo, usePush } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { Note, Progress } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

/** Runs all answers of the period again, and shows which still hold. */
export function ReplayAll({ from, to }: { readonly from: string; readonly to: string }) {
  const { t } = useText();
  const [runId, setRunId] = useState("");
  const [share, setShare] = useState<number | null>(null);
  const replay = useDo("review.replay", ["review.get", "answers.list"]);
  usePush(
    "run.progress",
    useCallback(
      (progress: PushPayload<"run.progress">) => {
        if (progress.runId === runId) setShare(progress.share);
      },
      [runId],
    ),
  );
  const start = () => {
    const id = crypto.randomUUID();
    setRunId(id);
    setShare(null);
    replay.mutate({ runId: id, from, to });
  };
  return (
    <div className="stack">
      {replay.isPending ? (
        <Progress
          label={t("replay-all.running")}
          share={share}
          onCancel={() => void call("run.cancel", { runId })}
        />
      ) : (
        <div>
          <Button onPress={start}>{t("replay-all.start")}</Button>
        </div>
      )}
      {replay.isError ? <ProblemNote problem={problemOf(replay.error)} /> : null}
      {replay.data === undefined ? null : <Summary summary={replay.data} />}
    </div>
  );
}

function Summary({ summary }: { readonly summary: ReplaySummary }) {
  const { t, number } = useText();
  const { answers, replayed, identical } = summary;
  return (
    <div className="stack">
      <div role="status">
        <Note standing={identical === answers ? "good" : "notice"}>
          {t("replay-all.summary", {
            replayed: number(replayed),
            answers: number(answers),
            identical: number(identical),
            rounding: number(summary.sameWithinRounding),
            different: number(summary.different),
            cannot: number(summary.cannotReplay),
          })}
        </Note>
      </div>
      {replayed === 0 ? null : (
        <DataTable
          caption={t("replay-all.table")}
          rows={summary.rows}
          columns={[
            {
              id: "answer",
              label: t("review.answers"),
              heading: true,
              cell: ({ answerId, sentence }) => <Link href={addresses.answer(answerId)}>{sentence}</Link>,
            },
            { id: "verdict", label: t("replay-all.verdict"), cell: ({ verdict }) => t(`replay.${verdict}`) },
            { id: "why", label: t("review.why"), cell: ({ text }) => text },
          ]}
        />
      )}
    </div>
  );
}
