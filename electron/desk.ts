import type { WorkspaceInfo } from "../shared/api.ts";
import { fail, ok, type Result } from "../shared/result.ts";
import { type Askline, type OpenOptions, openAskline } from "./askline.ts";

/** The one workspace that the window is about. It can be changed for another while the window stays. */
export type Desk = {
  /** The open workspace, once it is open; or why it could not be opened. */
  readonly current: () => Promise<Result<Askline>>;
  /** Opens another workspace. The one before stays open when that fails, and is closed when it works. */
  readonly open: (folder: string, whenAbsent: OpenOptions["whenAbsent"]) => Promise<Result<WorkspaceInfo>>;
  readonly close: () => Promise<void>;
};

const NOTHING_OPEN = fail({
  code: "not-found",
  message: "No workspace is open.",
  remedy: "Open or create one from the File menu.",
});

/** An empty desk. `opened` is told of each workspace that comes onto it. */
export function createDesk(
  options: Omit<OpenOptions, "folder" | "whenAbsent">,
  opened: (info: WorkspaceInfo) => void,
): Desk {
  let current: Promise<Result<Askline>> = Promise.resolve(NOTHING_OPEN);
  const open = async (
    folder: string,
    whenAbsent: OpenOptions["whenAbsent"],
  ): Promise<Result<WorkspaceInfo>> => {
    const before = current;
    const next = openAskline({ ...options, folder, whenAbsent });
    // Whoever asks meanwhile waits for the new one; when it fails, what was open before is what stays.
    current = Promise.all([before, next]).then(([old, fresh]) => (fresh.ok || !old.ok ? fresh : old));
    const fresh = await next;
    if (!fresh.ok) return fresh;
    const old = await before;
    if (old.ok) await old.value.close();
    const info = fresh.value.info();
    opened(info);
    return ok(info);
  };
  return {
    current: () => current,
    open,
    close: async () => {
      const last = await current;
      current = Promise.resolve(NOTHING_OPEN);
      if (last.ok) await last.value.close();
    },
  };
}
