import { useCallback, useState } from "react";
import type { ChannelInput, ChannelOutput, PushPayload } from "../../shared/api.ts";
import { call, problemOf } from "../data/bridge.ts";
import { useDo, usePush } from "../data/queries.ts";
import { Note, Progress } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

type Exporting = "answers.export" | "answers.export-rows";

/** An export on its way: how to start it, whether it is under way, and what to show of it. */
export function useExport<N extends Exporting>(name: N) {
  const [runId, setRunId] = useState<string | null>(null);
  const [progress, setProgress] = useState<PushPayload<"run.progress"> | null>(null);
  const write = useDo(name);
  const follow = useCallback(
    (told: PushPayload<"run.progress">) => {
      if (told.runId === runId) setProgress(told);
    },
    [runId],
  );
  usePush("run.progress", follow);
  const start = (asked: ChannelInput<N>) => {
    const id = crypto.randomUUID();
    setRunId(id);
    setProgress(null);
    write.mutate({ ...asked, runId: id });
  };
  const cancel = () => {
    if (runId !== null) void call("run.cancel", { runId });
  };
  const said: ChannelOutput<Exporting> = write.data ?? null;
  return {
    start,
    isBusy: write.isPending,
    shown: (
      <ExportSaid
        progress={write.isPending ? progress : null}
        written={said}
        error={write.error}
        onCancel={cancel}
      />
    ),
  };
}

/** How far an export is, with a button to stop it; then where it went, or why it did not. */
function ExportSaid({
  progress,
  written,
  error,
  onCancel,
}: {
  readonly progress: PushPayload<"run.progress"> | null;
  readonly written: ChannelOutput<Exporting>;
  readonly error: unknown;
  readonly onCancel: () => void;
}) {
  const { t } = useText();
  if (progress !== null)
    return (
      <div className="answer-said">
        <Progress label={t("answer.exporting")} share={progress.share} onCancel={onCancel} />
        {progress.rows ? <p className="small quiet">{t("run.rows", { count: progress.rows })}</p> : null}
      </div>
    );
  if (error !== null)
    return (
      <div className="answer-said">
        <ProblemNote problem={problemOf(error)} />
      </div>
    );
  if (written === null) return null;
  return (
    <div className="answer-said" role="status">
      <Note standing="good">
        <p>{t("answer.exported", { count: written.rows, path: written.path })}</p>
        <p className="small quiet">{t("answer.exported-sha", { sha: written.sha256 })}</p>
      </Note>
    </div>
  );
}
