import { useEffect, useRef } from "react";
import { useUseCase } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { prefer } from "../../settings/prefer.ts";
import { useText } from "../../text/language.tsx";
import type { Session } from "../session.ts";
import { useAsk } from "../session-provider.tsx";
import { goToStep, type TourStep, useTourStep } from "./tour.ts";
import "./learn.css";

/** The guided first question: three steps beside the real controls. It can be left at any moment and begun again. */
export function TourNote() {
  const { session } = useAsk();
  const step = useTourStep();
  const preferences = useUseCase("preferences.get", {}, { staleTime: Number.POSITIVE_INFINITY });
  useFollowing(session, step);
  if (step !== null) return <Steps step={step} session={session} />;
  const isNew =
    preferences.data?.tourDone === false && session.now.text === "" && session.now.question === null;
  return isNew ? <Offer /> : null;
}

/** The guide goes on by itself when what a step asks for is done. */
function useFollowing({ now, past }: Session, step: TourStep): void {
  const isRead = now.question?.measure !== undefined && now.text.trim() !== "";
  const isChanged = past.at(-1)?.name.kind === "part" && now.question?.decision === undefined;
  useEffect(() => {
    if (step === 1 && isRead) goToStep(2);
    else if (step === 2 && isChanged) goToStep(3);
  }, [step, isRead, isChanged]);
}

function Offer() {
  const { t } = useText();
  return (
    <div className="tour-offer">
      <p>{t("tour.offer")}</p>
      <div className="row">
        <Button onPress={() => goToStep(1)}>{t("tour.start")}</Button>
        <Button loudness="quiet" onPress={() => void prefer({ tourDone: true })}>
          {t("tour.not-now")}
        </Button>
      </div>
    </div>
  );
}

function Steps({ step, session }: { readonly step: 1 | 2 | 3; readonly session: Session }) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const pressed = useRef(true);
  // After a press the keyboard goes to the new step; when the guide goes on by itself, the hands stay where they are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is a new thing to read.
  useEffect(() => {
    if (pressed.current) heading.current?.focus();
    pressed.current = false;
  }, [step]);
  const leave = () => {
    goToStep(null);
    void prefer({ tourDone: true });
  };
  const isDecided = session.now.question?.decision !== undefined;
  return (
    <section className="tour" aria-label={t("tour.label")}>
      <div className="tour-head">
        <h2 ref={heading} tabIndex={-1}>
          {t(`tour.${step}`)}
        </h2>
        <span className="small quiet">{t("tour.step", { step })}</span>
      </div>
      <p aria-live="polite">{t(step === 3 && isDecided ? "tour.3-seal" : `tour.${step}-help`)}</p>
      <div className="row">
        {step === 1 ? <TakeExample /> : null}
        {step === 2 ? (
          <Button
            onPress={() => {
              pressed.current = true;
              goToStep(3);
            }}
          >
            {t("tour.next")}
          </Button>
        ) : null}
        <Button loudness="quiet" onPress={leave}>
          {t("tour.leave")}
        </Button>
      </div>
    </section>
  );
}

function TakeExample() {
  const { t, language } = useText();
  const { dispatch } = useAsk();
  const examples = useUseCase("question.examples", { language }, { keep: true });
  const example = examples.data?.find(({ missing }) => missing === null);
  if (example === undefined) return null;
  return (
    <Button onPress={() => dispatch({ do: "type", text: example.text })}>
      {t("tour.1-take", { text: example.text })}
    </Button>
  );
}
