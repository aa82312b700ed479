import { useState } from "react";
import { Link } from "wouter";
import type { RequestView } from "../../shared/requests/request.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { NothingHere } from "../frame/nothing-here.tsx";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Page, SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { StateShape } from "../parts/state-mark.tsx";
import { useKnownAt, useKnownThen } from "../review/known-then.ts";
import { useText } from "../text/language.tsx";
import { Letter } from "./letter.tsx";
import { RequestClock, stateStanding } from "./request-clock.tsx";
import "../review/review.css";

/** One request: the letter on the left, its clock and steps on the right. */
export function RequestPage({ id }: { readonly id: string }) {
  const { t } = useText();
  const requests = useUseCase("requests.list", useKnownAt());
  if (requests.isError) return <ProblemNote problem={problemOf(requests.error)} />;
  if (requests.data === undefined) return <p className="quiet slow">{t("loading")}</p>;
  const request = requests.data.find(({ requestId }) => requestId === id);
  return request === undefined ? <NothingHere /> : <RequestShown request={request} />;
}

function RequestShown({ request }: { readonly request: RequestView }) {
  const { t } = useText();
  return (
    <Page
      title={request.wanted}
      above={
        <Link href={addresses.requests} className="answer-back no-print">
          <Icon name="back" size={14} />
          {t("requests.title")}
        </Link>
      }
      side={
        <SidePanel title={t("requests.history")}>
          <Steps request={request} />
        </SidePanel>
      }
    >
      <Letter request={request} />
      {request.questionId === null ? null : (
        <p className="small no-print">
          <Link href={addresses.life(request.questionId)}>{t("requests.question")}</Link>
        </p>
      )}
    </Page>
  );
}

function Steps({ request }: { readonly request: RequestView }) {
  const { t, moment } = useText();
  const move = useDo("requests.move", ["requests.list", "review.get"]);
  const [note, setNote] = useState("");
  // What was known then cannot be moved on.
  const isThen = useKnownThen() !== null;
  return (
    <div className="stack">
      <RequestClock request={request} />
      <ol className="trace">
        {request.steps.map(({ at, to, who, note: said }) => (
          <li key={`${at} ${to}`} className="trace-step">
            <StateShape standing={stateStanding(to)} />
            <div className="trace-words">
              <time className="small quiet" dateTime={at} title={at}>
                {moment(at)}
              </time>
              <span>{t("requests.step", { state: t(`requests.state-${to}`), who })}</span>
              {said === null ? null : <span>{said}</span>}
            </div>
          </li>
        ))}
      </ol>
      {request.next.length === 0 || isThen ? null : (
        <>
          <TextField label={t("requests.note")} value={note} onChange={setNote} />
          {/* biome-ignore lint/a11y/useSemanticElements: buttons, no form fields. */}
          <div className="row" role="group" aria-label={t("requests.move")}>
            {request.next.map((to) => (
              <Button
                key={to}
                isBusy={move.isPending}
                onPress={() =>
                  move.mutate(
                    { requestId: request.requestId, to, ...(note.trim() === "" ? {} : { note }) },
                    { onSuccess: () => setNote("") },
                  )
                }
              >
                {t(`requests.state-${to}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      {move.isError ? <ProblemNote problem={problemOf(move.error)} /> : null}
    </div>
  );
}
