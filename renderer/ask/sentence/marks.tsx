import { Link } from "wouter";
import type { Mark } from "../../../shared/question/reading.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { PopoverOn, Tip } from "../../parts/popover.tsx";
import { useText } from "../../text/language.tsx";
import { useAsk } from "../session-provider.tsx";
import { stateOf } from "../text-box.tsx";

/** A text of thousands of words is no question: it is read whole, but not laid out word by word. */
const MOST_WORDS = 60;

/** The typed words that carry meaning, each with its reading on hover, on focus and on press. */
export function Marks() {
  const { t } = useText();
  const { session } = useAsk();
  const { reading } = session.now;
  const marks = (reading?.marks ?? []).filter(({ state, text }) => state !== "ignored" && text.trim() !== "");
  const rest = marks.length - MOST_WORDS;
  if (marks.length === 0) return null;
  return (
    <ul className="marks" aria-label={t("mark.label")}>
      {marks.slice(0, MOST_WORDS).map((mark) => (
        <li key={mark.start}>
          <MarkWord mark={mark} />
        </li>
      ))}
      {rest > 0 ? <li className="small quiet">{t("mark.more", { count: rest })}</li> : null}
    </ul>
  );
}

function MarkWord({ mark }: { readonly mark: Mark }) {
  const { t } = useText();
  const { session } = useAsk();
  const { settled } = session.now;
  const state = stateOf(mark, settled);
  const reading = settled.find(({ word }) => word === mark.text)?.reading ?? mark.reading;
  const said = reading === null ? t("mark.no-reading") : t("mark.read-as", { reading });
  const tip = state === "not-understood" ? t("mark.not-used-why") : said;
  return (
    <PopoverOn
      label={mark.text}
      button={
        <Tip words={tip}>
          <Button loudness="quiet" className="mark-button">
            <span className={`mark-${state}`}>{mark.text}</span>
            {state === "unsure" ? <span className="mark-sign">{t("mark.unsure")}</span> : null}
            {state === "not-understood" ? <span className="mark-sign">{t("mark.not-used")}</span> : null}
            {state === "not-understood" ? null : <span className="only-read-aloud">, {said}</span>}
          </Button>
        </Tip>
      }
    >
      {(close) => <MarkReading mark={mark} tip={tip} close={close} />}
    </PopoverOn>
  );
}

function MarkReading({
  mark,
  tip,
  close,
}: {
  readonly mark: Mark;
  readonly tip: string;
  readonly close: () => void;
}) {
  const { t } = useText();
  const { dispatch } = useAsk();
  return (
    <div className="stack">
      <p>{tip}</p>
      {mark.state === "not-understood" ? (
        <div>
          <Link href={addresses.newWord(mark.text)}>{t("mark.teach")}</Link>
        </div>
      ) : null}
      {mark.choices.length === 0 ? null : (
        <>
          <h3>{t("mark.instead")}</h3>
          {mark.choices.map(({ label, patch }) => (
            <Button
              key={label}
              onPress={() => {
                dispatch({ do: "settle", mark, label, patch });
                close();
              }}
            >
              {label}
            </Button>
          ))}
        </>
      )}
    </div>
  );
}
