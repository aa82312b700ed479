import ElectronStore from "electron-store";
import { z } from "zod";
import { type ChosenLimits, chosenLimitsSchema, NO_CHOICE } from "../../shared/api/engine-limits.ts";

const windowState = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(480).max(20_000),
  maximized: z.boolean(),
});

/** Where and how large the window was, in device-independent pixels. */
export type WindowState = z.infer<typeof windowState>;

const settings = z.object({
  window: windowState.catch({ width: 1360, height: 860, maximized: false }),
  recentWorkspaces: z.array(z.string().min(1)).max(50).catch([]),
  preferences: z.record(z.string(), z.json()).catch({}),
  engineLimits: chosenLimitsSchema.catch(NO_CHOICE),
});

type StoredSettings = z.infer<typeof settings>;

/** How many workspaces the menu offers to go back to. */
const RECENT_LIMIT = 10;

/** Recent workspaces, window state, preferences and limits; nothing else is kept outside a workspace. */
export type Settings = {
  readonly window: () => WindowState;
  readonly keepWindow: (state: WindowState) => void;
  readonly recentWorkspaces: () => readonly string[];
  readonly useWorkspace: (folder: string) => void;
  readonly preferences: () => StoredSettings["preferences"];
  readonly keepPreferences: (preferences: StoredSettings["preferences"]) => void;
  /** What calculations may use of this computer, as far as somebody chose. */
  readonly engineLimits: () => ChosenLimits;
  readonly keepEngineLimits: (limits: ChosenLimits) => void;
};

/** Opens the settings of this user. A damaged file counts as empty: no setting is worth a failed start. */
export function openSettings(): Settings {
  const store = new ElectronStore<Partial<StoredSettings>>({ name: "settings", clearInvalidConfig: true });
  const read = (): StoredSettings => settings.parse(store.store);
  return {
    window: () => read().window,
    keepWindow: (state) => store.set("window", state),
    recentWorkspaces: () => read().recentWorkspaces,
    useWorkspace: (folder) => {
      const others = read().recentWorkspaces.filter((recent) => recent !== folder);
      store.set("recentWorkspaces", [folder, ...others].slice(0, RECENT_LIMIT));
    },
    preferences: () => read().preferences,
    keepPreferences: (preferences) => store.set("preferences", preferences),
    engineLimits: () => read().engineLimits,
    keepEngineLimits: (limits) => store.set("engineLimits", limits),
  };
}
