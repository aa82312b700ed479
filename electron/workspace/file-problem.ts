import type { Problem } from "../../shared/result.ts";

/** Narrows an unknown error to one of Node's file errors. */
export const errorCode = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/**
 * Says what a failed file operation means. `doing` completes "Askline could not …" in plain words:
 * "write the ledger". Unknown errors keep their text as detail.
 */
export function fileProblem(error: unknown, doing: string): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  const what = `Askline could not ${doing}`;
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return {
        code: "disk-full",
        message: `${what}: the disk is full.`,
        meaning: "Nothing of this step was kept. Everything from before it is safe.",
        remedy: "Free some space, then try again.",
        detail,
      };
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return {
        code: "read-only",
        message: `${what}: the workspace folder cannot be written to.`,
        meaning:
          "You can look at everything that is there. New questions cannot be recorded, so they are not run.",
        remedy: "Copy the folder to a place you may write to, or ask for write access, and open it again.",
        detail,
      };
    case "ENOENT":
      return {
        code: "not-found",
        message: `${what}: a file or folder is missing.`,
        remedy: "Check that the workspace folder is complete, or restore it from a backup.",
        detail,
      };
    default:
      return {
        code: "internal",
        message: `${what}.`,
        meaning: "Nothing of this step was kept. Everything from before it is safe.",
        remedy: "Try again. If it happens again, check the disk.",
        detail,
      };
  }
}
