import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const file = resolve(import.meta.dirname, "../../package-lock.json");
const { packages }: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } =
  JSON.parse(readFileSync(file, "utf8"));

it("names every platform package, so that `npm ci` takes it on every platform (if not: node build/lockfile.mjs)", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});

it("names no registry, so that everybody's own is used", () => {
  expect(readFileSync(file, "utf8")).not.toMatch(/"resolved": "https?:/);
});
