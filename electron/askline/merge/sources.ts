import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { BUNDLE_ENDING } from "../../../shared/ledger/bundle-file.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { unpackBundle } from "../../exporters/bundle/read-bundle.ts";
import { fileProblem } from "../../workspace/file-problem.ts";
import { isSignedBy } from "../../workspace/ledger/signing.ts";
import { withScratchFolder } from "../../workspace/scratch-folder.ts";
import type { Session } from "../session.ts";

/** A place to take ledgers from, laid out as a workspace folder is. */
export type Source = { readonly name: string; readonly folder: string };

/**
 * Calls `work` with each source behind a path: a bundle (unpacked for the time being), a workspace, or a folder in which
 * bundles and workspaces lie, as several laptops share one. Gives what each came to, in the order of names.
 */
export async function withSources<T>(
  session: Session,
  path: string,
  work: (source: Source) => Promise<T>,
): Promise<Result<{ readonly done: T[]; readonly problems: Problem[] }>> {
  const done: T[] = [];
  const problems: Problem[] = [];
  try {
    const found = await sourcesAt(path);
    if (found.length === 0) return fail(nothingThere(path));
    for (const one of found) {
      if (one.kind === "folder") {
        done.push(await work({ name: one.name, folder: one.path }));
        continue;
      }
      await withScratchFolder(session.workspace.layout, async (folder) => {
        const unpacked = await unpackBundle(one.path, folder, isSignedBy);
        if (unpacked.ok) done.push(await work({ name: one.name, folder }));
        else problems.push(unpacked.problem);
      });
    }
    return ok({ done, problems });
  } catch (error) {
    return fail(fileProblem(error, "take the other ledger in"));
  }
}

type Found = { readonly kind: "folder" | "bundle"; readonly name: string; readonly path: string };

async function sourcesAt(path: string): Promise<Found[]> {
  const name = basename(path);
  if (!(await isThere(path))) return [];
  if ((await stat(path)).isFile()) return [{ kind: "bundle", name, path }];
  if (await isThere(join(path, "workspace.json"))) return [{ kind: "folder", name, path }];
  const inside = (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: Found[] = [];
  for (const entry of inside) {
    const at = join(path, entry.name);
    if (entry.isFile() && entry.name.endsWith(`.${BUNDLE_ENDING}`))
      found.push({ kind: "bundle", name: entry.name, path: at });
    else if (entry.isDirectory() && (await isThere(join(at, "workspace.json"))))
      found.push({ kind: "folder", name: entry.name, path: at });
  }
  return found;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const nothingThere = (path: string): Problem => ({
  code: "not-found",
  message: `There is no ledger in “${basename(path)}”.`,
  meaning: "Nothing was taken in.",
  remedy: `Choose a bundle (.${BUNDLE_ENDING}), a workspace folder, or a folder in which such lie.`,
});
