import { readFile } from "node:fs/promises";
import { type OwnName, ownNamesSchema, withName, withoutName } from "../../shared/places/own-names.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import type { Layout } from "./layout.ts";
import type { Ledger } from "./ledger/ledger.ts";

/**
 * The names of places that people of this workspace said mean an area, in one readable file. Each change is an event of the
 * ledger first: the file is what these come to, and is made again from them where it is gone.
 */
export type PlaceNamesFile = {
  readonly all: () => readonly OwnName[];
  /** Changes them, one change after another; the new ones hold once they are durable. */
  readonly change: (update: (names: readonly OwnName[]) => readonly OwnName[]) => Promise<Result<void>>;
};

type Events = Pick<Ledger, "count" | "events">;

/** A change is written right after its event: what a crash cut off is among the last few. */
const LAST_FEW = 64;

/** Events read at once where all of them have to be looked at. */
const AT_ONCE = 10_000;

/** Opens the table of the workspace at `layout`; a damaged file is a problem, one that is gone is made again. */
export async function openPlaceNames(
  layout: Layout,
  ledger: Events,
  readOnly: boolean,
): Promise<Result<PlaceNamesFile>> {
  const read = await readNames(layout);
  if (!read.ok) return read;
  const isGone = read.value === null;
  const from = isGone ? 0 : Math.max(0, ledger.count() - LAST_FEW);
  let names: readonly OwnName[] = namedSince(ledger, from, read.value ?? []);
  // Written also when it is empty: the next opening need not look through the ledger.
  if (isGone && !readOnly) await writeFileAtomic(layout.placeNames, namesText(names)).catch(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  const write = async (update: (names: readonly OwnName[]) => readonly OwnName[]): Promise<Result<void>> => {
    try {
      const next = ownNamesSchema.parse(update(names));
      await writeFileAtomic(layout.placeNames, namesText(next));
      names = next;
      return ok(undefined);
    } catch (error) {
      return fail(fileProblem(error, "save the workspace's names of places"));
    }
  };
  return ok({
    all: () => names,
    change: (update) => {
      const done = last.then(() => write(update));
      last = done;
      return done;
    },
  });
}

const namesText = (names: readonly OwnName[]): string => `${JSON.stringify(names, null, 1)}\n`;

/** The names after the changes that the ledger tells from an event on; doing them again changes nothing. */
function namedSince(ledger: Events, from: number, names: readonly OwnName[]): readonly OwnName[] {
  let now = names;
  for (let at = from; at < ledger.count(); at += AT_ONCE)
    for (const { kind, payload } of ledger.events(at, Math.min(at + AT_ONCE, ledger.count())))
      if (kind === "place-named") {
        const { change, ...one } = payload;
        now = change === "added" ? withName(now, one) : withoutName(now, one);
      }
  return now;
}

/** Null where there is no file. */
async function readNames(layout: Layout): Promise<Result<readonly OwnName[] | null>> {
  try {
    const parsed = ownNamesSchema.safeParse(JSON.parse(await readFile(layout.placeNames, "utf8")));
    return parsed.success ? ok(parsed.data) : fail(damaged(parsed.error.message));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return ok(null);
    return fail(damaged(error instanceof Error ? error.message : String(error)));
  }
}

const damaged = (detail: string): Problem => ({
  code: "damaged-file",
  message: "The workspace's own names of places (place-names.json) cannot be read.",
  meaning: "Tables would be joined without them, so the workspace is not opened.",
  remedy: "Correct or remove place-names.json, then open the workspace again.",
  detail,
});
