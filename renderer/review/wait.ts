import type { TextTools } from "../text/language.tsx";

/** Hours as a person says them; null: the share that was asked for has not come to an end yet. */
export function waitText(hours: number | null, { t, number }: Pick<TextTools, "t" | "number">): string {
  if (hours === null) return t("review.not-reached");
  if (hours < 1 / 60) return t("review.moments");
  if (hours < 1) return t("review.minutes", { count: Math.round(hours * 60) });
  if (hours < 48) return t("review.hours", { count: number(Math.round(hours * 10) / 10) });
  return t("review.days", { count: number(Math.round(hours / 2.4) / 10) });
}
