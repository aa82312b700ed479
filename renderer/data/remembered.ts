import { type Preferences, preferencesSchema } from "../../shared/api.ts";

const KEY = "askline.preferences";

/** The preferences of the last start, to paint the first picture with; the kept ones follow a moment later. */
export function rememberedPreferences(): Preferences | null {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Keeps the preferences for the next start's first picture. */
export function rememberPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Without it the first picture is painted in the system's theme.
  }
}
