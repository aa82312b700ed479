import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that hold times or end processes: beside others they would measure their neighbours. */
const TIMED = [
  "test/engine/**/*.test.ts",
  "test/workspace/kill.test.ts",
  "test/question/hostile-text.test.ts",
  "test/importers/metadata/import-metadata.test.ts",
  "test/time/span-text.test.ts",
  "test/build/runtime.test.ts",
];
const WINDOW = ["test/window/**/*.test.ts", "test/journeys/**/*.test.ts"];

/** Unit tests run anywhere, side by side; then those that hold times, and the real Electron window, one after the other. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [...TIMED, ...WINDOW],
          maxWorkers: availableParallelism(),
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "timed",
          include: TIMED,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "window",
          include: WINDOW,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
