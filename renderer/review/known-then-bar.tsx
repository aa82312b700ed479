import { useState } from "react";
import { Button } from "../parts/button.tsx";
import { DateField } from "../parts/date-field.tsx";
import { Note } from "../parts/note.tsx";
import { PopoverOn } from "../parts/popover.tsx";
import { type TextTools, useText } from "../text/language.tsx";
import { showAsKnown, useKnownThen } from "./known-then.ts";
import "./review.css";

/** Says on every page that hindsight is off, and lets it back in with one press. */
export function KnownThenBar() {
  const { t, ...text } = useText();
  const moment = useKnownThen();
  return (
    <div role="status" className={moment === null ? "" : "known-then-bar no-print"}>
      {moment === null ? null : (
        <Note
          standing="notice"
          actions={<Button onPress={() => showAsKnown(null)}>{t("known-then.leave")}</Button>}
        >
          {t("known-then.on", { moment: momentText(moment, text) })}
        </Note>
      )}
    </div>
  );
}

/** A day as its end, a moment to the minute. */
const momentText = (moment: string, { day, moment: write }: Pick<TextTools, "day" | "moment">): string =>
  moment.length === 10 ? day(moment) : write(moment);

/** Chooses the day up to which everything is shown; for the head of a page. */
export function KnownThenButton() {
  const { t, ...text } = useText();
  const moment = useKnownThen();
  return (
    <PopoverOn
      label={t("known-then.choose")}
      button={
        <Button>
          {moment === null
            ? t("known-then.choose")
            : t("known-then.as-of", { moment: momentText(moment, text) })}
        </Button>
      }
    >
      {(close) => <Chooser close={close} />}
    </PopoverOn>
  );
}

function Chooser({ close }: { readonly close: () => void }) {
  const { t } = useText();
  const now = useKnownThen();
  const [day, setDay] = useState(now?.slice(0, 10) ?? null);
  return (
    <div className="stack known-then-chooser">
      <p className="small quiet">{t("known-then.help")}</p>
      <DateField label={t("known-then.day")} value={day} onChange={setDay} />
      <div className="row">
        <Button
          loudness="main"
          isDisabled={day === null}
          onPress={() => {
            showAsKnown(day);
            close();
          }}
        >
          {t("known-then.show")}
        </Button>
        {now === null ? null : (
          <Button
            onPress={() => {
              showAsKnown(null);
              close();
            }}
          >
            {t("known-then.leave")}
          </Button>
        )}
      </div>
    </div>
  );
}
