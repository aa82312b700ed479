import type { Preferences } from "../../shared/api.ts";
import { call } from "../data/bridge.ts";
import { queryClient } from "../data/queries.ts";

/** Keeps a choice of how Askline looks and behaves; the whole window follows at once. */
export async function prefer(change: Partial<Preferences>): Promise<void> {
  const kept = await call("preferences.set", change);
  queryClient.setQueryData(["preferences.get", {}], kept);
}
