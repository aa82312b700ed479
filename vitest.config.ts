import { defineConfig } from "vitest/config";

/** Unit tests run anywhere; the window tests drive a real Electron window, one after the other. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/window/**", "test/journeys/**"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "window",
          include: ["test/window/**/*.test.ts", "test/journeys/**/*.test.ts"],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
