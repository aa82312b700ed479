import { useLocation } from "wouter";
import type { Look } from "../../shared/api.ts";
import type { Question } from "../../shared/question/question.ts";
import { startRun } from "../data/runs.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Term } from "../parts/term.tsx";
import { useKnownThen } from "../review/known-then.ts";
import { prefer } from "../settings/prefer.ts";
import { useText } from "../text/language.tsx";
import { goToStep, useTourStep } from "./learn/tour.ts";
import { openGaps, unsureWords } from "./session.ts";
import { useAsk } from "./session-provider.tsx";

/** The page's one main action. While it cannot be done it says why. */
export function Seal({
  look,
  isStale,
  question,
}: {
  readonly look: Look;
  readonly isStale: boolean;
  readonly question: Question;
}) {
  const { t } = useText();
  const { session, dispatch } = useAsk();
  const [, navigate] = useLocation();
  const step = useTourStep();
  const gap = openGaps(session.now).find(({ part }) => part !== "other");
  const isThen = useKnownThen() !== null;
  const reason = isThen ? t("seal.then") : (gap?.text ?? reasonAgainst(look, t("seal.none-answers")));
  const seal = () => {
    const runId = startRun({
      question,
      questionText: look.text,
      unsure: unsureWords(session.now),
      gaps: openGaps(session.now),
      draftId: session.draftId,
      revises: session.lastRun,
    });
    dispatch({ do: "seal", runId });
    if (step !== null) {
      goToStep(null);
      void prefer({ tourDone: true });
    }
    navigate(addresses.run(runId));
  };
  // What was asked for and has no table is recorded all the same: it is the clearest gap of all.
  const isMissing = !isThen && look.wellFormed && !canBeAnswered(look);
  return (
    <div className="seal">
      <Button
        loudness="main"
        onPress={seal}
        isDisabled={reason !== null || isStale}
        aria-describedby="seal-why"
      >
        {t("seal.button")}
      </Button>
      {isMissing ? (
        <Button onPress={seal} isDisabled={isStale}>
          {t("seal.record-gap")}
        </Button>
      ) : null}
      <p id="seal-why" className="small quiet seal-why">
        {reason === null ? t("seal.note") : t("seal.why-not", { reason })}{" "}
        <Term id="seal">{t("glossary.seal")}</Term>
      </p>
    </div>
  );
}

/** True when a dataset here can answer. When none can, asking all the same records what is missing. */
const canBeAnswered = (look: Look): boolean =>
  look.match.entries.some(({ verdict }) => verdict.startsWith("answers"));

/** Why the question cannot be sealed yet, or null when it can. A missing decision is asked for last: first there must be data. */
function reasonAgainst(look: Look, noneAnswers: string): string | null {
  const stops = look.findings.filter(({ severity }) => severity === "stops");
  const [first] = stops.filter(({ code }) => code !== "no-decision");
  if (first !== undefined) return first.text;
  if (!canBeAnswered(look)) return look.match.gaps[0]?.text ?? noneAnswers;
  return look.wellFormed ? null : (stops[0]?.text ?? noneAnswers);
}
