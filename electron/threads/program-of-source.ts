import { createRequire } from "node:module";
import type { buildSync } from "esbuild";

/** What is used of the build's bundler, which is there where the sources are, and never in what is shipped. */
type Bundler = { readonly buildSync: typeof buildSync };

const made = new Map<string, string>();

/**
 * A thread's program made of its source, for development and tests: a thread of Node 20 does not take over what reads
 * TypeScript in the process, and with a loader of its own it never ends. It must not await at its top level.
 */
export function programOf(source: string): string {
  const known = made.get(source);
  if (known !== undefined) return known;
  const bundler: Bundler = createRequire(import.meta.url)("esbuild");
  const { outputFiles } = bundler.buildSync({
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
  });
  const program = outputFiles[0]?.text ?? "";
  made.set(source, program);
  return program;
}
