import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, posix, relative } from "node:path";
import { type PackageResource, resourcesOf } from "../../../../shared/catalogue/formats/package/resources.ts";
import type { TableDescription } from "../../../../shared/catalogue/propose/description.ts";
import { fail, ok, type Result } from "../../../../shared/result.ts";
import { importProblem } from "../problems.ts";
import { bareSource, DATA_FILE, type DataSource, parseDescription } from "../source.ts";
import { readArchive } from "./archive.ts";

/** The descriptor of a Data Package. */
export const DESCRIPTOR = "datapackage.json";
const OWN_DESCRIPTOR = "dataset.json";

const WHY_NOT: Readonly<Record<Extract<PackageResource, { ok: false }>["why"], string>> = {
  elsewhere: "lies on the network, not in the package",
  "leads-out": "is said to lie outside the package",
  inline: "stands inside the description, not in a file of its own",
  "several-files": "is spread over several files",
};

/** The tables of a zip archive: those its Data Package describes, else the data files in it. */
export async function archiveSources(path: string): Promise<readonly Result<DataSource>[]> {
  const archive = await readArchive(
    path,
    (name) => isNamed(name, DESCRIPTOR) || isNamed(name, OWN_DESCRIPTOR),
  );
  if (!archive.ok) return [archive];
  const { names, texts } = archive.value;
  const descriptor = shallowest([...texts.keys()].filter((name) => isNamed(name, DESCRIPTOR)));
  const own = shallowest([...texts.keys()].filter((name) => isNamed(name, OWN_DESCRIPTOR)));
  const source = (part: string, rest: Omit<DataSource, "path" | "file" | "part">): DataSource => ({
    ...rest,
    path,
    file: path,
    part,
  });
  if (descriptor !== undefined) {
    const folder = posix.dirname(descriptor);
    const inside = (name: string) => (folder === "." ? name : posix.join(folder, name));
    return described(path, texts.get(descriptor) ?? "", async (name, rest) =>
      names.includes(inside(name))
        ? ok(source(inside(name), rest))
        : fail(importProblem.missingResource(path, name)),
    );
  }
  const inside = names.filter((name) => DATA_FILE.test(name) && !isHidden(name));
  if (own !== undefined && inside.length > 0) {
    const description = parseDescription(path, texts.get(own) ?? "");
    const [part = ""] = inside;
    return [
      description.ok ? ok(source(part, { description: description.value, described: true })) : description,
    ];
  }
  const nested = names.filter((name) => /\.zip$/i.test(name) && !isHidden(name));
  const found = [
    ...inside.map((name) => ok(source(name, bareSource(posix.basename(name))))),
    ...nested.map((name) => fail(importProblem.archiveInArchive(name))),
  ];
  return found.length > 0 ? found : [fail(importProblem.noData(path))];
}

/** The tables of a folder with a Data Package. Files that links lead out of the folder to are refused. */
export async function packageFolder(folder: string): Promise<readonly Result<DataSource>[]> {
  const path = join(folder, DESCRIPTOR);
  const { size } = await stat(path);
  if (size > LARGEST_DESCRIPTOR)
    return [fail(importProblem.badDescription(path, "The file is larger than 20 MB."))];
  return described(folder, await readFile(path, "utf8"), async (name, rest) => {
    const file = join(folder, ...name.split(/[/\\]/));
    const inside = await staysIn(folder, file);
    if (inside === null) return fail(importProblem.missingResource(folder, name));
    return inside
      ? ok({ ...rest, path: file, file, part: null })
      : fail(importProblem.leadsOut(folder, name));
  });
}

const LARGEST_DESCRIPTOR = 20_000_000;

/** Whether a file is really below a folder, links followed; null where it is not there. */
export async function staysIn(folder: string, file: string): Promise<boolean | null> {
  try {
    const way = relative(await realpath(folder), await realpath(file));
    return !isAbsolute(way) && !way.split(/[/\\]/).includes("..");
  } catch {
    return null;
  }
}

type Rest = Omit<DataSource, "path" | "file" | "part"> & { readonly description: TableDescription };

async function described(
  path: string,
  text: string,
  find: (name: string, rest: Rest) => Promise<Result<DataSource>>,
): Promise<readonly Result<DataSource>[]> {
  let resources: readonly PackageResource[] | null;
  try {
    resources = resourcesOf(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch (error) {
    return [fail(importProblem.badDescription(path, error instanceof Error ? error.message : String(error)))];
  }
  if (resources === null || resources.length === 0)
    return [fail(importProblem.badDescription(path, "It lists no resources."))];
  return Promise.all(
    resources.map(async (resource) =>
      resource.ok
        ? find(resource.path, {
            description: resource.description,
            described: true,
            choices: resource.choices,
          })
        : fail(importProblem.resourceNotHere(path, resource.name, WHY_NOT[resource.why])),
    ),
  );
}

const isNamed = (name: string, base: string): boolean => posix.basename(name) === base && !isHidden(name);
/** What archive programs add for themselves. */
const isHidden = (name: string): boolean =>
  name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
const shallowest = (names: readonly string[]): string | undefined =>
  [...names].sort((a, b) => a.split("/").length - b.split("/").length)[0];
