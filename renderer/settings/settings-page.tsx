import type { Preferences } from "../../shared/api.ts";
import { call, problemOf } from "../data/bridge.ts";
import { queryClient, useUseCase } from "../data/queries.ts";
import { Select } from "../parts/choice.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { About } from "./about.tsx";
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
      <WorkspaceChoice />
      <About />
    </Page>
  );
}

async function prefer(change: Partial<Preferences>): Promise<void> {
  const kept = await call("preferences.set", change);
  queryClient.setQueryData(["preferences.get", {}], kept);
}
