import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import type { Askline } from "../../../electron/askline.ts";
import type { Question } from "../../../shared/question/question.ts";
import { clinics, type Target, type Terms, targetOf } from "./clinic.ts";

/** A place where attacks on hidden counts are tried, each on a list of its own in one workspace. */
export type Arena = {
  /** An attack through the whole way: ask, answer, chart, table, exports, replay. */
  readonly attack: (name: string, work: (target: Target) => Promise<void>, terms?: Terms) => void;
  readonly folder: () => string;
  /** Takes the place of the open workspace, for attacks that open it again. */
  readonly reopened: (askline: Askline) => void;
};

/** Makes the workspace before a file's attacks, and takes it away after them. */
export function arena(): Arena {
  const lists = new Map<string, Terms>();
  let folder = "";
  let askline: Askline | null = null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askline-attacks-"));
    askline = await clinics(folder, lists);
  }, 120_000);
  afterAll(async () => {
    await askline?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    attack: (name, work, terms = {}) => {
      const list = `clinic-${lists.size + 1}`;
      lists.set(list, terms);
      it(name, () => {
        if (askline === null) throw new Error("The workspace was not made");
        return work(targetOf(askline, list));
      });
    },
    folder: () => folder,
    reopened: (again) => {
      askline = again;
    },
  };
}

export const byRegion: Partial<Question> = { place: { areas: [], by: "adm1" } };
export const men: Partial<Question> = { where: [{ dimension: "sex", op: "in", values: ["male"] }] };
export const women: Partial<Question> = { where: [{ dimension: "sex", op: "in", values: ["female"] }] };
export const statistic = (
  kind: "mean" | "median" | "peak" | "lowest",
  concept = "age-years",
): Partial<Question> => ({
  measure: { concept, statistic: { kind } },
});
