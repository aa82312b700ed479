import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "./atomic-file.ts";
import type { Layout } from "./layout.ts";

/** Figures that were computed once and are found again by what they were computed from. A cache: it can be deleted. */
export type KeptFigures = {
  /** What is kept under a key; undefined where nothing is, or the file was damaged. */
  readonly get: (key: string) => Promise<unknown>;
  /** Keeps a figure. That it could not be written is no reason to withhold it: it is then computed again another time. */
  readonly put: (key: string, figure: unknown) => Promise<void>;
};

/** More than any catalogue has sources of one thing; the oldest go first. */
const MOST_KEPT = 5000;

const fileSchema = z.array(z.tuple([z.string(), z.unknown()]));

/** The figures kept in the workspace's cache folder, read when first asked for. */
export function openKeptFigures(layout: Layout, readOnly: boolean): KeptFigures {
  const path = join(layout.cache, "disagreements.json");
  let kept: Promise<Map<string, unknown>> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const all = (): Promise<Map<string, unknown>> => {
    kept ??= readFile(path, "utf8").then(
      (text) => {
        const parsed = fileSchema.safeParse(asJson(text));
        return new Map(parsed.success ? parsed.data : []);
      },
      () => new Map(),
    );
    return kept;
  };
  return {
    get: async (key) => (await all()).get(key),
    put: async (key, figure) => {
      const figures = await all();
      figures.delete(key);
      figures.set(key, figure);
      for (const oldest of figures.keys()) {
        if (figures.size <= MOST_KEPT) break;
        figures.delete(oldest);
      }
      if (readOnly) return;
      last = last.then(() => writeFileAtomic(path, JSON.stringify([...figures]))).catch(() => undefined);
      await last;
    },
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
