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
  let ending = false;

  /** Puts a workspace away. Its engine ends then as it should: that is nobody's news. */
  const putAway = async (workspace: Promise<Result<Askline>>): Promise<void> => {
    const last = await workspace;
    ending = true;
    if (last.ok) await last.value.close();
    ending = false;
  };
  const onEngine: OpenOptions["onEngine"] = (state) => {
    if (!ending) options.onEngine?.(state);
  };

  return {
    current: () => current,
    open: async (folder, whenAbsent) => {
      const before = current;
      const next = openAskline({ ...options, onEngine, folder, whenAbsent });
      // Whoever asks meanwhile waits for the new one; when it fails, what was open before is what stays.
      current = Promise.all([before, next]).then(([old, fresh]) => (fresh.ok || !old.ok ? fresh : old));
      const fresh = await next;
      if (!fresh.ok) return fresh;
      await putAway(before);
      const info = fresh.value.info();
      opened(info);
      return ok(info);
    },
    close: async () => {
      const last = current;
      current = Promise.resolve(NOTHING_OPEN);
      await putAway(last);
    },
  };
}
