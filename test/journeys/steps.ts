import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../window/launch.ts";

/** What a person does in the window, step by step. */

/** How long one step may take on a busy machine. */
export const STEP_MS = 15_000;

/** A question that the bundled workspace answers with one number. */
export const ONE_NUMBER = "How many people died of COVID-19 in India during May 2021?";
/** A question that it answers with a line over time. */
export const A_TREND = "COVID-19 deaths in India from January to June 2021 by month";
/** A question that nothing in it can answer. */
export const NO_ANSWER = "How many refugees from Ukraine were registered in Poland at the end of 2022?";

/** Goes to a place by the rail. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: place, exact: true }).click();
}

/** Goes to Ask by the rail and types a new question; ends when the match report for it is there. */
export async function typeQuestion(page: Page, text: string): Promise<void> {
  await goTo(page, "Ask");
  const box = page.getByRole("textbox", { name: "Your question, in your own words" });
  await box.fill("");
  await box.pressSequentially(text);
  await page.getByRole("heading", { name: "Decision" }).waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('.match[aria-busy="false"]') !== null &&
      document.querySelectorAll(".marks li").length > 0,
  );
}

/** Waives the decision, if none is stated yet. */
export async function waiveDecision(page: Page): Promise<void> {
  await page.getByRole("button", { name: "No decision, just asking" }).click();
}

/** Presses the page's main action as soon as it can be pressed. */
export async function seal(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Seal and get the answer" }).click();
}

/** Asks and waits for the answer; returns its sentence. */
export async function getAnswer(page: Page, text: string): Promise<string> {
  await typeQuestion(page, text);
  await waiveDecision(page);
  await seal(page);
  await page.waitForURL(/\/answers\/[^/]+$/);
  return (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
}

/** Takes a picture for people to look at; nothing is compared. */
export async function picture(page: Page, name: string): Promise<void> {
  writePicture(name, await page.screenshot());
}

/** Puts a picture where people look for it: test-results/. */
export function writePicture(name: string, png: Buffer): void {
  const folder = join(root, "test-results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
}
