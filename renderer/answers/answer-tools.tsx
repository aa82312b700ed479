import { useEffect, useState } from "react";
import type { AnswerSummary } from "../../shared/api.ts";
import { KINDS } from "../../shared/question/question.ts";
import { useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Chip } from "../parts/choice.tsx";
import { SearchField, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { PopoverOn } from "../parts/popover.tsx";
import { useText } from "../text/language.tsx";
import { type AnswerFilter, filterOf, hasTrait, STATES, searchOf, TRAITS, useSavedViews } from "./views.ts";

/** Search, filters as chips with how many they let through, and views kept under a name. */
export function AnswerTools({
  all,
  filter,
  onChange,
}: {
  readonly all: readonly AnswerSummary[];
  readonly filter: AnswerFilter;
  readonly onChange: (filter: AnswerFilter) => void;
}) {
  const { t } = useText();
  // What is typed stays as it is typed while the address follows.
  const [typed, setTyped] = useState(filter.search);
  useEffect(() => setTyped(filter.search), [filter.search]);
  const toggled = <T,>(list: readonly T[], one: T, on: boolean): readonly T[] =>
    on ? [...list, one] : list.filter((other) => other !== one);
  const kinds = KINDS.filter((kind) => all.some((answer) => answer.kind === kind));
  return (
    <div className="answers-tools">
      <SearchField
        label={t("answers.search")}
        placeholder={t("answers.search")}
        value={typed}
        onChange={(search) => {
          setTyped(search);
          onChange({ ...filter, search: search.slice(0, 500) });
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a set of filters is no form field set. */}
      <div className="row" role="group" aria-label={t("answers.filter")}>
        {STATES.map((state) => (
          <Chip
            key={state}
            label={t(`answers.state-${state}`)}
            count={all.filter((answer) => answer.state === state).length}
            isOn={filter.states.includes(state)}
            onChange={(on) => onChange({ ...filter, states: toggled(filter.states, state, on) })}
          />
        ))}
        <span className="answers-gap" />
        {TRAITS.map((trait) => (
          <Chip
            key={trait}
            label={t(`answers.trait-${trait}`)}
            count={all.filter((answer) => hasTrait(answer, trait)).length}
            isOn={filter.traits.includes(trait)}
            onChange={(on) => onChange({ ...filter, traits: toggled(filter.traits, trait, on) })}
          />
        ))}
      </div>
      {kinds.length < 2 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a set of filters is no form field set.
        <div className="row" role="group" aria-label={t("answers.filter-kind")}>
          {kinds.map((kind) => (
            <Chip
              key={kind}
              label={t(`answers.kind-${kind}`)}
              count={all.filter((answer) => answer.kind === kind).length}
              isOn={filter.kinds.includes(kind)}
              onChange={(on) => onChange({ ...filter, kinds: toggled(filter.kinds, kind, on) })}
            />
          ))}
        </div>
      )}
      <Saved filter={filter} onChange={onChange} />
    </div>
  );
}

function Saved({
  filter,
  onChange,
}: {
  readonly filter: AnswerFilter;
  readonly onChange: (filter: AnswerFilter) => void;
}) {
  const { t } = useText();
  const info = useUseCase("workspace.info", {});
  const { views, keep, forget } = useSavedViews(info.data?.folder ?? "");
  const now = searchOf(filter);
  if (views.length === 0 && now === "") return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons, no form fields.
    <div className="row" role="group" aria-label={t("answers.views")}>
      {views.map(({ name, search }) => (
        <span key={name} className="saved-view">
          <Chip label={name} isOn={search === now} onChange={() => onChange(filterOf(search))} />
          <Button
            loudness="quiet"
            className="saved-view-forget"
            aria-label={t("answers.view-forget", { name })}
            onPress={() => forget(name)}
          >
            <Icon name="close" size={12} />
          </Button>
        </span>
      ))}
      {now === "" || views.some(({ search }) => search === now) ? null : (
        <PopoverOn
          label={t("answers.view-keep")}
          button={<Button loudness="quiet">{t("answers.view-keep")}</Button>}
        >
          {(close) => (
            <NameForm
              onName={(name) => {
                keep({ name, search: now });
                close();
              }}
            />
          )}
        </PopoverOn>
      )}
      {now === "" ? null : (
        <Button loudness="quiet" onPress={() => onChange(filterOf(""))}>
          {t("answers.view-all")}
        </Button>
      )}
    </div>
  );
}

function NameForm({ onName }: { readonly onName: (name: string) => void }) {
  const { t } = useText();
  const [name, setName] = useState("");
  return (
    <form
      className="stack known-then-chooser"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") onName(name.trim().slice(0, 100));
      }}
    >
      <TextField label={t("answers.view-name")} value={name} onChange={setName} autoFocus />
      <Button type="submit" loudness="main" isDisabled={name.trim() === ""}>
        {t("answers.view-save")}
      </Button>
    </form>
  );
}
