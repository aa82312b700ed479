import { useLocation } from "wouter";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Select } from "../parts/choice.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { About } from "./about.tsx";
import { EngineLimits } from "./engine-limits.tsx";
import { OtherLedgers } from "./other-ledgers.tsx";
import { PlaceNames } from "./place-names.tsx";
import { prefer } from "./prefer.ts";
import { WorkspaceChoice } from "./workspace-choice.tsx";
import "./settings.css";

/** How Askline looks, which workspace is open, and what it is made of. */
export function SettingsPage() {
  const { t } = useText();
  const preferences = useUseCase("preferences.get", {}, { staleTime: Number.POSITIVE_INFINITY });
  const { theme, language } = preferences.data ?? { theme: "system" as const, language: "en" as const };
  return (
    <Page title={t("settings.title")}>
      {preferences.isError ? <ProblemNote problem={problemOf(preferences.error)} /> : null}
      <section className="settings-part" aria-labelledby="look-heading">
        <h2 id="look-heading">{t("settings.look")}</h2>
        <Select
          label={t("settings.theme")}
          value={theme}
          options={[
            { id: "system", label: t("settings.theme-system") },
            { id: "light", label: t("settings.theme-light") },
            { id: "dark", label: t("settings.theme-dark") },
          ]}
          onChange={(next) => void prefer({ theme: next })}
        />
        <Select
          label={t("settings.language")}
          value={language}
          options={[
            { id: "en", label: "English" },
            { id: "fr", label: "Français" },
          ]}
          onChange={(next) => void prefer({ language: next })}
        />
        <p className="small quiet">{t("settings.language-note")}</p>
      </section>
      <Help />
      <OwnWords />
      <PlaceNames />
      <WorkspaceChoice />
      <OtherLedgers />
      <EngineLimits />
      <About />
    </Page>
  );
}

/** The ways to learn how Askline asks. */
function Help() {
  const { t } = useText();
  const [, navigate] = useLocation();
  return (
    <section className="settings-part" aria-labelledby="help-heading">
      <h2 id="help-heading">{t("settings.help")}</h2>
      <div className="row">
        <Button onPress={() => navigate(addresses.tour)}>{t("tour.again")}</Button>
        <Button onPress={() => navigate(addresses.examples)}>{t("examples.title")}</Button>
        <Button onPress={() => navigate(addresses.glossary)}>{t("glossary.title")}</Button>
      </div>
    </section>
  );
}

/** The way to the words that this workspace adds to Askline's own. */
function OwnWords() {
  const { t } = useText();
  const [, navigate] = useLocation();
  return (
    <section className="settings-part" aria-labelledby="words-heading">
      <h2 id="words-heading">{t("words.title")}</h2>
      <p className="small quiet">{t("words.intro")}</p>
      <div className="row">
        <Button onPress={() => navigate(addresses.words)}>{t("words.open")}</Button>
      </div>
    </section>
  );
}
