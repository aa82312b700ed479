import { Link, useLocation } from "wouter";
import type { AnswerSummary } from "../../shared/api.ts";
import { useAsk } from "../ask/session-provider.tsx";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Checkbox } from "../parts/choice.tsx";
import { Badge, type Standing, StateShape, Tag } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

const STANDING: Readonly<Record<AnswerSummary["state"], Standing>> = {
  answered: "good",
  refused: "bad",
  cancelled: "plain",
  failed: "notice",
  draft: "unknown",
};

/** One thing that was asked: what was said, how it ended, when, what came of it. */
export function AnswerLine({
  answer,
  isChosen,
  onChoose,
}: {
  readonly answer: AnswerSummary;
  /** Chosen to be compared with another. */
  readonly isChosen: boolean;
  readonly onChoose: (on: boolean) => void;
}) {
  const { t, moment } = useText();
  const to = addressOf(answer);
  const headline = answer.sentence === "" ? answer.text : answer.sentence;
  return (
    <li className="answer-line">
      <div className="answer-line-words">
        {to === null ? (
          <p className="answer-line-head">{headline}</p>
        ) : (
          <Link href={to} className="answer-line-head">
            {headline}
          </Link>
        )}
        {answer.text === headline ? null : <p className="small quiet">{answer.text}</p>}
        {answer.decision === null ? null : (
          <p className="small">{t("answers.decided", { what: answer.decision })}</p>
        )}
        {answer.changed === null ? null : (
          <p className="small answer-line-changed">
            <StateShape standing="notice" />{" "}
            {t("answers.changed", { at: moment(answer.changed.at), text: answer.changed.text })}{" "}
            <Link href={addresses.replay(answer.id)}>
              {t(answer.changed.replayed ? "answers.changed-see" : "answers.changed-check")}
            </Link>
          </p>
        )}
        {answer.lastReplay === null || answer.changed?.replayed ? null : (
          <p className="small quiet">
            {t("answers.replayed", { at: moment(answer.lastReplay.at), verdict: answer.lastReplay.verdict })}
          </p>
        )}
      </div>
      <div className="answer-line-ways row">
        {to === null ? <AskAgain text={answer.text} /> : null}
        {answer.state === "draft" ? null : (
          <>
            <Link href={addresses.life(answer.questionId)}>{t("answers.life")}</Link>
            <Checkbox isOn={isChosen} onChange={onChoose}>
              {t("answers.choose")}
              <span className="only-read-aloud">: {headline}</span>
            </Checkbox>
          </>
        )}
      </div>
      <div className="answer-line-facts">
        <Badge standing={STANDING[answer.state]}>{t(`answers.state-${answer.state}`)}</Badge>
        {answer.worstCaveat === "serious" || answer.worstCaveat === "notable" ? (
          <Badge standing={answer.worstCaveat === "serious" ? "grave" : "notice"}>
            {t(`answers.caveat-${answer.worstCaveat}`)}
          </Badge>
        ) : null}
        <time className="small quiet" dateTime={answer.at} title={answer.at}>
          {moment(answer.at)}
        </time>
        <span className="row">
          <Tag>{t(`answers.kind-${answer.kind}`)}</Tag>
          {answer.place === "" ? null : <Tag>{answer.place}</Tag>}
        </span>
      </div>
    </li>
  );
}

/** What was refused, cancelled or failed can be taken up again where it was asked. */
function AskAgain({ text }: { readonly text: string }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const again = () => {
    dispatch({ do: "clear" });
    dispatch({ do: "type", text });
    navigate(addresses.ask);
  };
  return (
    <div>
      <Button loudness="link" onPress={again} aria-label={`${t("answers.again")}: ${text}`}>
        {t("answers.again")}
      </Button>
    </div>
  );
}

/** An answer opens as it was seen; a draft opens on the Ask page; what ended otherwise has no page of its own. */
function addressOf({ state, id }: AnswerSummary): string | null {
  if (state === "answered") return addresses.answer(id);
  return state === "draft" ? `${addresses.ask}?draft=${encodeURIComponent(id)}` : null;
}
