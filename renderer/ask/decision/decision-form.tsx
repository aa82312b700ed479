import { useState } from "react";
import { Form } from "react-aria-components";
import { type Comparator, comparatorSchema, type Decision } from "../../../shared/question/question.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox, Select } from "../../parts/choice.tsx";
import { DateField } from "../../parts/date-field.tsx";
import { NumberField, TextField } from "../../parts/field.tsx";
import { useText } from "../../text/language.tsx";

type Stated = Extract<Decision, { kind: "stated" }>;

/** The decision in the making: what, who, until when, and the rule. */
export function DecisionForm({
  decision,
  onKeep,
  onClose,
}: {
  readonly decision: Stated | null;
  readonly onKeep: (decision: Decision) => void;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const rule = decision?.rule;
  const [what, setWhat] = useState(decision?.what ?? "");
  const [who, setWho] = useState(decision?.who ?? "");
  const [by, setBy] = useState<string | null>(decision?.by ?? null);
  const [hasRule, setHasRule] = useState(rule !== undefined);
  const [op, setOp] = useState<Comparator>(rule?.op ?? ">=");
  const [value, setValue] = useState(rule?.value ?? Number.NaN);
  const [action, setAction] = useState(rule?.action ?? "");
  const [otherwise, setOtherwise] = useState(rule?.otherwise ?? "");
  const [isTried, setTried] = useState(false);
  const faultOfWhat = what.trim() === "" ? t("decision.fault-what") : undefined;
  const faultOfValue = hasRule && !Number.isFinite(value) ? t("decision.fault-value") : undefined;
  const isWhole = faultOfWhat === undefined && faultOfValue === undefined;
  const shown = (fault: string | undefined) => (isTried && fault !== undefined ? { fault } : {});
  const keep = () =>
    onKeep({
      kind: "stated",
      what: what.trim(),
      ...(who.trim() === "" ? {} : { who: who.trim() }),
      ...(by === null ? {} : { by }),
      ...(hasRule
        ? {
            rule: {
              op,
              value,
              action: action.trim() === "" ? what.trim() : action.trim(),
              ...(otherwise.trim() === "" ? {} : { otherwise: otherwise.trim() }),
            },
          }
        : {}),
    });
  return (
    <Form
      className="decision-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isWhole) keep();
      }}
    >
      <TextField
        label={t("decision.what")}
        hint={t("decision.what-hint")}
        {...shown(faultOfWhat)}
        value={what}
        onChange={setWhat}
        autoFocus
        maxLength={2000}
      />
      <div className="decision-pair">
        <TextField label={t("decision.who")} value={who} onChange={setWho} maxLength={300} />
        <DateField label={t("decision.by")} value={by} onChange={setBy} />
      </div>
      <Checkbox isOn={hasRule} onChange={setHasRule}>
        {t("decision.rule-use")}
      </Checkbox>
      {hasRule ? (
        <>
          <div className="decision-pair">
            <Select
              label={t("decision.rule-op")}
              value={op}
              options={comparatorSchema.options.map((id) => ({ id, label: t(`op.${id}`) }))}
              onChange={setOp}
            />
            <NumberField
              label={t("decision.rule-value")}
              value={value}
              onChange={setValue}
              {...shown(faultOfValue)}
            />
          </div>
          <div className="decision-pair">
            <TextField
              label={t("decision.rule-then")}
              value={action}
              onChange={setAction}
              placeholder={what}
              maxLength={2000}
            />
            <TextField
              label={t("decision.rule-otherwise")}
              value={otherwise}
              onChange={setOtherwise}
              maxLength={2000}
            />
          </div>
        </>
      ) : null}
      <div className="row">
        <Button type="submit">{t("decision.save")}</Button>
        <Button loudness="quiet" onPress={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </Form>
  );
}
