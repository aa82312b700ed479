import { fail, type Result } from "../shared/result.ts";
import { openSealed } from "./askline/answer/sealed.ts";

type Opened = Extract<Awaited<ReturnType<typeof openSealed>>, { ok: true }>["value"];

/** Sealed answers that were opened in this session. They are in no workspace: the shelf forgets them at the end. */
export type SealedShelf = {
  /** Opens and verifies a file; gives the SHA-256 it is found by. */
  readonly open: (path: string) => Promise<Result<string>>;
  readonly get: (sha256: string) => Result<Opened>;
  /** Opens a file Askline was started with; the page asks for it when it is there. */
  readonly openAtStart: (path: string) => void;
  /** What was opened at the start, once; null when there was nothing. */
  readonly waiting: () => Promise<Result<string | null>>;
};

/** An empty shelf. */
export function createSealedShelf(): SealedShelf {
  const shelf = new Map<string, Opened>();
  let first: Promise<Result<string>> | null = null;
  const open = async (path: string): Promise<Result<string>> => {
    const sealed = await openSealed(path);
    if (!sealed.ok) return sealed;
    shelf.set(sealed.value.sha256, sealed.value);
    return { ok: true, value: sealed.value.sha256 };
  };
  return {
    open,
    get: (sha256) => {
      const found = shelf.get(sha256);
      return found ? { ok: true, value: found } : fail(NOT_OPEN);
    },
    openAtStart: (path) => {
      first = open(path);
    },
    waiting: async () => {
      const opened = first;
      first = null;
      return opened ?? { ok: true, value: null };
    },
  };
}

const NOT_OPEN = {
  code: "not-found",
  message: "This sealed answer is not open any more.",
  meaning: "It lies in its own file, not in the workspace.",
  remedy: "Open the file again from the File menu.",
} as const;
