import type { WorkspaceInfo } from "../shared/api.ts";
import { ok, type Result } from "../shared/result.ts";
import { type Askline, type OpenOptions, openAskline } from "./askline.ts";

/** The one workspace that the window is about. It can be changed for another while the window stays. */
export type Desk = {
  /** The open workspace, once one is open; or why it could not be opened. */
  readonly current: () => Promise<Result<Askline>>;
  /** Opens another workspace. The one before stays open when that fails, and is closed when it works. */
  readonly open: (folder: string, whenAbsent: OpenOptions["whenAbsent"]) => Promise<Result<WorkspaceInfo>>;
  readonly close: () => Promise<void>;
};

type Opening = Promise<Result<Askline>>;

/** An empty desk. Whoever asks for its workspace waits for the first one; `opened` is told of each that comes. */
export function createDesk(
  options: Omit<OpenOptions, "folder" | "whenAbsent">,
  opened: (info: WorkspaceInfo) => void,
): Desk {
  let latest: Opening | null = null;
  let ending = false;
  let arrive: (first: Opening) => void = () => undefined;
  const first: Opening = new Promise((resolve) => {
    arrive = resolve;
  });

  /** Puts a workspace away. Its engine ends then as it should: that is nobody's news. */
  const putAway = async (workspace: Opening | null): Promise<void> => {
    const last = await workspace;
    if (!last?.ok) return;
    ending = true;
    await last.value.close();
    ending = false;
  };
  const onEngine: OpenOptions["onEngine"] = (state) => {
    if (!ending) options.onEngine?.(state);
  };

  return {
    current: () => latest ?? first,
    open: async (folder, whenAbsent) => {
      const before = latest;
      const next = openAskline({ ...options, onEngine, folder, whenAbsent });
      // Whoever asks meanwhile waits for the new one; when it fails, what was open before is what stays.
      latest = Promise.all([before, next]).then(([old, fresh]) => (fresh.ok || !old?.ok ? fresh : old));
      arrive(latest);
      const fresh = await next;
      if (!fresh.ok) return fresh;
      await putAway(before);
      const info = fresh.value.info();
      opened(info);
      return ok(info);
    },
    close: async () => {
      const last = latest;
      latest = null;
      await putAway(last);
    },
  };
}
