import { useState } from "react";
import {
  type ChosenLimits,
  LIMITS,
  type LimitName,
  type LimitRanges,
  NO_CHOICE,
  outOfRange,
} from "../../shared/api/engine-limits.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { NumberField } from "../parts/field.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { type MessageKey, useText } from "../text/language.tsx";

const WORDS: Readonly<Record<LimitName, { readonly label: MessageKey; readonly note: MessageKey }>> = {
  memoryMb: { label: "limits.memory", note: "limits.memory-note" },
  threads: { label: "limits.threads", note: "limits.threads-note" },
  queriesAtOnce: { label: "limits.at-once", note: "limits.at-once-note" },
  deadlineMinutes: { label: "limits.deadline", note: "limits.deadline-note" },
  temporaryDiskMb: { label: "limits.temporary", note: "limits.temporary-note" },
  storesMb: { label: "limits.stores", note: "limits.stores-note" },
};

/** What calculations may use of this computer: as Askline chooses, or as a person does. */
export function EngineLimits() {
  const { t } = useText();
  const limits = useUseCase("engine.limits", {});
  return (
    <section className="settings-part" aria-labelledby="limits-heading">
      <h2 id="limits-heading">{t("limits.title")}</h2>
      <p className="small quiet">{t("limits.note")}</p>
      {limits.isError ? <ProblemNote problem={problemOf(limits.error)} /> : null}
      {limits.data === undefined ? null : <LimitsForm {...limits.data} />}
    </section>
  );
}

function LimitsForm({ chosen, ranges }: { readonly chosen: ChosenLimits; readonly ranges: LimitRanges }) {
  const { t } = useText();
  const save = useDo("engine.setLimits", ["engine.limits"]);
  const [draft, setDraft] = useState(chosen);
  const faults = outOfRange(draft, ranges);
  const isChanged = LIMITS.some((name) => draft[name] !== chosen[name]);
  const isOwn = LIMITS.some((name) => chosen[name] !== null || draft[name] !== null);
  return (
    <>
      <div className="settings-limits">
        {LIMITS.map((name) => (
          <LimitField
            key={name}
            name={name}
            range={ranges[name]}
            value={draft[name]}
            isFaulty={faults.includes(name)}
            onChange={(value) => setDraft({ ...draft, [name]: value })}
          />
        ))}
      </div>
      {save.isError ? <ProblemNote problem={problemOf(save.error)} /> : null}
      <div className="row">
        <Button
          isDisabled={!isChanged || faults.length > 0}
          isBusy={save.isPending}
          onPress={() => save.mutate(draft)}
        >
          {t("limits.save")}
        </Button>
        <Button
          loudness="quiet"
          isDisabled={!isOwn}
          onPress={() => {
            setDraft(NO_CHOICE);
            save.mutate(NO_CHOICE);
          }}
        >
          {t("limits.reset")}
        </Button>
      </div>
      {save.isSuccess && !isChanged ? (
        <div role="status">
          <Note standing="good">{t("limits.saved")}</Note>
        </div>
      ) : null}
    </>
  );
}

function LimitField({
  name,
  range,
  value,
  isFaulty,
  onChange,
}: {
  readonly name: LimitName;
  readonly range: LimitRanges[LimitName];
  readonly value: number | null;
  readonly isFaulty: boolean;
  readonly onChange: (value: number | null) => void;
}) {
  const { t, number } = useText();
  const [least, most, standard] = [number(range.least), number(range.most), number(range.standard)];
  const { label, note } = WORDS[name];
  return (
    <NumberField
      label={t(label)}
      value={value ?? Number.NaN}
      formatOptions={{ maximumFractionDigits: 0 }}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      hint={
        <>
          {t(note)} {t("limits.range", { least, most, standard })}
        </>
      }
      {...(isFaulty ? { fault: t("limits.fault", { least, most }) } : {})}
    />
  );
}
