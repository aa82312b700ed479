import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { Replay } from "../../shared/api.ts";
import { AnswerTable } from "../answer/answer-table.tsx";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Note, Progress } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import type { Standing } from "../parts/state-mark.tsx";
import { useKnownThen } from "../review/known-then.ts";
import { useText } from "../text/language.tsx";
import { differingRows } from "./compare-tables.ts";
import { DataChanges } from "./data-changes.tsx";
import "./answers.css";

const STANDING: Readonly<Record<Replay["verdict"], Standing>> = {
  identical: "good",
  "same-within-rounding": "good",
  different: "notice",
  "cannot-replay": "bad",
};

/** The sealed answer run again from the same files: the verdict on top, then and now side by side. */
export function ReplayPage({ id }: { readonly id: string }) {
  const { t } = useText();
  const replay = useDo("answers.replay", ["answers.list", "workspace.info"]);
  const [runId, setRunId] = useState(() => crypto.randomUUID());
  const asked = useRef("");
  const { mutate } = replay;
  const moment = useKnownThen();
  useEffect(() => {
    if (asked.current === `${runId} ${moment}`) return;
    asked.current = `${runId} ${moment}`;
    mutate({ id, runId, ...(moment !== null && { knownAt: moment }) });
  }, [id, runId, moment, mutate]);
  return (
    <Page
      title={
        replay.data === undefined
          ? t("replay.title")
          : `${t("replay.title")}: ${t(`replay.${replay.data.verdict}`)}`
      }
      above={
        <Link href={addresses.answer(id)} className="answer-back">
          <Icon name="back" size={14} />
          {t("replay.back")}
        </Link>
      }
      actions={
        <Button onPress={() => setRunId(crypto.randomUUID())} isBusy={replay.isPending}>
          {t("replay.again")}
        </Button>
      }
    >
      {replay.isPending ? <Progress label={t("replay.running")} share={null} /> : null}
      {replay.isError ? <ProblemNote problem={problemOf(replay.error)} /> : null}
      {replay.data === undefined ? null : <Verdict replay={replay.data} />}
    </Page>
  );
}

function Verdict({ replay }: { readonly replay: Replay }) {
  const { t } = useText();
  return (
    <>
      <div role="status">
        <Note standing={STANDING[replay.verdict]}>
          <p className="note-title">{replay.text}</p>
          {replay.data.length > 0 && replay.asThen !== null ? (
            <p>{t(replay.asThen === "different" ? "replay.old-not" : "replay.old-same")}</p>
          ) : null}
          {replay.reasons.map(({ code, text }) => (
            <p key={`${code} ${text}`}>{text}</p>
          ))}
        </Note>
      </div>
      <div className="replay-pair">
        <Side title={t("replay.then")} side={replay.before} />
        {replay.after === null ? null : <Side title={t("replay.now")} side={replay.after} />}
      </div>
      {replay.data.length === 0 ? null : <DataChanges data={replay.data} />}
      {replay.after === null ? null : <Differences replay={replay} now={replay.after} />}
    </>
  );
}

function Side({ title, side }: { readonly title: string; readonly side: Replay["before"] }) {
  const { t, moment, number } = useText();
  return (
    <section className="stack replay-side" aria-label={title}>
      <h2>{title}</h2>
      <p>{side.sentence}</p>
      <dl className="facts small">
        {side.value === null ? null : (
          <div>
            <dt>{t("replay.value")}</dt>
            <dd>{number(side.value)}</dd>
          </div>
        )}
        <div>
          <dt>{t("replay.when", { at: moment(side.answeredAt) })}</dt>
        </div>
        <div>
          <dt>{t("replay.fingerprint")}</dt>
          <dd>
            <code>{side.fingerprint}</code>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Differences({ replay, now }: { readonly replay: Replay; readonly now: Replay["before"] }) {
  const { t } = useText();
  const { before, after, all } = differingRows(replay.before.table, now.table);
  const count = Math.max(before.rows.length, after.rows.length);
  if (count === 0) return <p className="quiet">{t("replay.rows-none")}</p>;
  return (
    <section className="stack" aria-labelledby="rows-heading">
      <h2 id="rows-heading">{t("replay.rows")}</h2>
      <p className="quiet">{t("replay.rows-count", { count, all })}</p>
      <div className="replay-pair">
        <AnswerTable answer={{ table: before, sentence: t("replay.then") }} />
        <AnswerTable answer={{ table: after, sentence: t("replay.now") }} />
      </div>
    </section>
  );
}
