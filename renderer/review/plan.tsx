import { useState } from "react";
import type { Action, Observation } from "../../shared/review/review.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Select } from "../parts/choice.tsx";
import { DateField } from "../parts/date-field.tsx";
import { TextField } from "../parts/field.tsx";
import { Empty } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Badge, type Standing, Tag } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

const STANDING: Readonly<Record<Action["state"], Standing>> = {
  open: "partly",
  done: "good",
  dropped: "plain",
};
/** What an action changes, in HSEEP's words. */
const ELEMENTS = ["none", "planning", "organisation", "equipment", "training", "exercise"] as const;

/** What is to change, who sees to it, by when, and how far it is. */
export function Plan({
  actions,
  observations,
}: {
  readonly actions: readonly Action[];
  readonly observations: readonly Observation[];
}) {
  const { t, day } = useText();
  const write = useDo("review.act", ["review.get"]);
  const textOf = new Map(observations.map((one) => [one.observationId, one.text]));
  const move = (action: Action, state: Action["state"]) => {
    const { at: _, since: __, ...rest } = action;
    write.mutate({ ...rest, state });
  };
  return (
    <div className="stack">
      {actions.length === 0 ? <Empty title={t("review.plan-none")} /> : null}
      <ul className="stack">
        {actions.map((action) => (
          <li key={action.actionId} className="review-note stack">
            <div className="row">
              <Badge standing={STANDING[action.state]}>{t(`review.plan-${action.state}`)}</Badge>
              {action.element === undefined ? null : <Tag>{t(`review.element-${action.element}`)}</Tag>}
              <span className="small quiet">{action.owner}</span>
              {action.due === undefined ? null : (
                <span className="small quiet">
                  {t("review.plan-due")}: {day(action.due)}
                </span>
              )}
            </div>
            <p>{action.what}</p>
            {action.observationId === null ? null : (
              <p className="small">
                {t("review.plan-for")}: “{textOf.get(action.observationId) ?? action.observationId}”
              </p>
            )}
            <div className="row">
              {action.state === "open" ? (
                <>
                  <Button onPress={() => move(action, "done")}>{t("review.plan-mark-done")}</Button>
                  <Button onPress={() => move(action, "dropped")}>{t("review.plan-drop")}</Button>
                </>
              ) : (
                <Button onPress={() => move(action, "open")}>{t("review.plan-reopen")}</Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
      <ActionForm observations={observations} />
    </div>
  );
}

function ActionForm({ observations }: { readonly observations: readonly Observation[] }) {
  const { t } = useText();
  const write = useDo("review.act", ["review.get"]);
  const [what, setWhat] = useState("");
  const [owner, setOwner] = useState("");
  const [due, setDue] = useState<string | null>(null);
  const [about, setAbout] = useState("");
  const [element, setElement] = useState<(typeof ELEMENTS)[number]>("none");
  const [fault, setFault] = useState(false);
  const save = () => {
    const missing = what.trim() === "" || owner.trim() === "";
    setFault(missing);
    if (missing) return;
    write.mutate(
      {
        what,
        owner,
        state: "open",
        observationId: about === "" ? null : about,
        ...(due === null ? {} : { due }),
        ...(element === "none" ? {} : { element }),
      },
      { onSuccess: () => setWhat("") },
    );
  };
  const options = [
    { id: "", label: t("review.plan-for-none") },
    ...observations.map(({ observationId, text }) => ({ id: observationId, label: text.slice(0, 80) })),
  ];
  return (
    <div className="stack review-form">
      <TextField
        label={t("review.plan-what")}
        lines={2}
        value={what}
        onChange={setWhat}
        {...(fault ? { fault: t("review.plan-missing") } : {})}
      />
      <div className="review-controls">
        <TextField label={t("review.plan-owner")} value={owner} onChange={setOwner} />
        <DateField label={t("review.plan-due")} value={due} onChange={setDue} />
        <Select
          label={t("review.element")}
          value={element}
          options={ELEMENTS.map((id) => ({ id, label: t(`review.element-${id}`) }))}
          onChange={setElement}
        />
        <Select label={t("review.plan-for")} value={about} options={options} onChange={setAbout} />
      </div>
      <div>
        <Button onPress={save} isBusy={write.isPending}>
          {t("review.plan-add")}
        </Button>
      </div>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </div>
  );
}
