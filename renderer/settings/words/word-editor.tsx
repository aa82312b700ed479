import { useState } from "react";
import { Form } from "react-aria-components";
import type { OwnWords } from "../../../shared/api/ask.ts";
import type { Problem } from "../../../shared/result.ts";
import { behaviourSchema } from "../../../shared/vocabulary/behaviour.ts";
import { type Concept, conceptSchema } from "../../../shared/vocabulary/concept.ts";
import { conceptLabel } from "../../../shared/vocabulary/words.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox, More, Select } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { StateShape } from "../../parts/state-mark.tsx";
import { Term } from "../../parts/term.tsx";
import { useText } from "../../text/language.tsx";
import { LanguageFields } from "./language-fields.tsx";
import { conceptOf, draftOf, newDraft, type WordDraft } from "./word-draft.ts";

const STATISTICS = conceptSchema.shape.usualStatistic.options;

/** A concept in the making: checked with every change, saved when no error is left. */
export function WordEditor({
  concept,
  label,
  onSaved,
  onClose,
}: {
  readonly concept: Concept | null;
  readonly label: string;
  readonly onSaved: (after: OwnWords, concept: Concept) => void;
  readonly onClose: () => void;
}) {
  const { t, language } = useText();
  const vocabulary = useUseCase("vocabulary.get", {}, { keep: true });
  const [draft, setDraft] = useState<WordDraft>(concept === null ? newDraft(label) : draftOf(concept));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isTried, setTried] = useState(false);
  const set = (part: Partial<WordDraft>) => setDraft({ ...draft, ...part });
  const known = vocabulary.data?.concepts ?? [];
  const next = conceptOf(draft, new Set(known.map(({ id }) => id)), concept);
  const replaces = concept?.id ?? null;
  const check = useUseCase(
    "vocabulary.check",
    { concept: next ?? EMPTY, replaces },
    { keep: true, enabled: next !== null },
  );
  const faults = next === null ? [] : (check.data ?? []);
  const isSound =
    next !== null && check.data !== undefined && !faults.some(({ severity }) => severity === "error");
  const faultOf = (field: (typeof faults)[number]["field"]) => {
    const fault = faults.find((one) => one.field === field && one.severity === "error");
    return fault === undefined || !isTried ? {} : { fault: fault.text };
  };
  const save = async () => {
    if (next === null) return;
    try {
      onSaved(await call("vocabulary.save", { concept: next, replaces }), next);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const others = known
    .filter(({ id }) => id !== concept?.id)
    .map(({ id }) => ({ id, label: vocabulary.data ? conceptLabel(vocabulary.data, id, language) : id }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const bases = others.filter(({ id }) => known.some((one) => one.denominators.includes(id)));
  return (
    <Form
      className="word-editor"
      aria-label={t(concept === null ? "words.new-heading" : "words.edit-heading", { label: draft.en.label })}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isSound) void save();
      }}
    >
      <h2>
        {concept === null
          ? t("words.new-heading")
          : t("words.edit-heading", { label: draft.en.label || draft.fr.label })}
      </h2>
      {(["en", "fr"] as const).map((one, at) => (
        <LanguageFields
          key={one}
          title={t(`words.language-${one}`)}
          fields={draft[one]}
          onChange={(fields) => set({ [one]: fields })}
          isFirst={at === 0}
          {...(at === 0 ? { faults: { label: faultOf("label"), forms: faultOf("forms") } } : {})}
        />
      ))}
      <fieldset className="word-part">
        <legend>{t("words.measured")}</legend>
        <div className="word-pair">
          <TextField
            label={t("words.unit-one")}
            value={draft.one}
            onChange={(one) => set({ one })}
            maxLength={80}
            {...faultOf("unit")}
          />
          <TextField
            label={t("words.unit-many")}
            value={draft.many}
            onChange={(many) => set({ many })}
            maxLength={80}
          />
          <Select
            label={t("words.behaviour")}
            value={draft.behaviour}
            options={behaviourSchema.options.map((id) => ({ id, label: t(`words.behaviour-${id}`) }))}
            onChange={(behaviour) => set({ behaviour })}
          />
          <Select
            label={t("words.statistic")}
            value={draft.statistic}
            options={STATISTICS.map((id) => ({ id, label: t(`words.statistic-${id}`) }))}
            onChange={(statistic) => set({ statistic })}
          />
          <Select
            label={t("words.broader")}
            value={draft.broader ?? "-"}
            options={[{ id: "-", label: t("words.broader-none") }, ...others]}
            onChange={(id) => set({ broader: id === "-" ? null : id })}
          />
          <TextField
            label={t("words.hxl")}
            hint={t("words.hxl-hint")}
            value={draft.hxl}
            onChange={(hxl) => set({ hxl })}
            maxLength={500}
            {...faultOf("hxl")}
          />
        </div>
        <p className="small quiet">
          <Term id="behaviour">{t("glossary.behaviour")}</Term>
        </p>
        <Checkbox isOn={draft.moreIsWorse} onChange={(moreIsWorse) => set({ moreIsWorse })}>
          {t("words.more-is-worse")}
        </Checkbox>
        <Checkbox isOn={draft.countsPeople} onChange={(countsPeople) => set({ countsPeople })}>
          {t("words.counts-people")}
        </Checkbox>
      </fieldset>
      <More title={t("words.denominators")} level={3} isOpen={draft.denominators.length > 0}>
        <p className="small quiet">{t("words.denominators-hint")}</p>
        <div className="word-bases">
          {bases.map(({ id, label: name }) => (
            <Checkbox
              key={id}
              isOn={draft.denominators.includes(id)}
              onChange={(isOn) =>
                set({
                  denominators: isOn
                    ? [...draft.denominators, id]
                    : draft.denominators.filter((base) => base !== id),
                })
              }
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </More>
      <section className="stack" aria-label={t("words.check-heading")} aria-live="polite">
        {next === null ? null : faults.length === 0 ? (
          <p className="small quiet">{t(check.data === undefined ? "words.checking" : "words.check-good")}</p>
        ) : (
          <ul className="word-faults">
            {faults.map(({ severity, text }) => (
              <li key={text}>
                <StateShape standing={severity === "error" ? "bad" : "notice"} />
                <span>
                  <span className="only-read-aloud">
                    {t(severity === "error" ? "findings.stops" : "findings.warns")}:{" "}
                  </span>
                  {text}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div className="row">
        <Button type="submit" loudness="main" isDisabled={next === null}>
          {t("words.save")}
        </Button>
        <Button loudness="quiet" onPress={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </Form>
  );
}

/** Never sent: the check is off while there is no name. */
const EMPTY: Concept = {
  id: "empty",
  words: {},
  unit: { one: "", many: "" },
  behaviour: "flow",
  usualStatistic: "total",
  moreIsWorse: true,
  countsPeople: false,
  denominators: [],
  broader: [],
  hxl: [],
};
