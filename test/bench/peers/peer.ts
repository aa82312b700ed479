import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { homeOf, install, type PEERS, type PeerCell, type PeerPlace } from "./peers.ts";

/** A peer in a process of its own, which ends with it and gives back all its memory. Each call may fail with words. */
export type Peer = {
  readonly rows: (shape: number) => Promise<readonly (readonly PeerCell[])[]>;
  /** Milliseconds of one turn, by the peer's own clock: the way between the processes is not held against it. */
  readonly time: (shape: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The longest that a peer may take to open the table, and for one answer: a bench has to end. */
const OPEN_MS = 120_000;
const ANSWER_MS = 30_000;
const END_MS = 3_000;

const replySchema = z.union([z.object({ value: z.unknown() }), z.object({ failed: z.string() })]);

/** Opens a peer over a table. Throws, with the reason, where it cannot be had or does not open it. */
export async function openPeer(
  { name, packages }: (typeof PEERS)[number],
  table: Omit<PeerPlace, "home">,
): Promise<Peer> {
  const home = homeOf(name);
  const missing = install(home, packages);
  if (missing !== null) throw new Error(`not to be had from the registry (${missing})`);
  const child = fork(join(import.meta.dirname, "peer-process.ts"), [], {
    serialization: "advanced",
    execArgv: ["--import", import.meta.resolve("tsx"), "--max-old-space-size=8192"],
    // Some peers print warnings for every answer.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const close = () => ended(child);
  const ask = (message: object, limitMs: number) => asked(child, message, limitMs);
  try {
    await ask({ ask: "open", name, place: { ...table, home } }, OPEN_MS);
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    rows: async (shape) =>
      z.custom<PeerCell[][]>(Array.isArray).parse(await ask({ ask: "rows", shape }, ANSWER_MS)),
    time: async (shape) => z.number().parse(await ask({ ask: "time", shape }, ANSWER_MS)),
    close,
  };
}

function asked(child: ChildProcess, message: object, limitMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const over = (act: () => void) => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      act();
    };
    const onMessage = (given: unknown) => {
      const reply = replySchema.parse(given);
      over(() => ("failed" in reply ? reject(new Error(reply.failed)) : resolve(reply.value)));
    };
    const onExit = (code: number | null) =>
      over(() => reject(new Error(`its process ended (${code ?? "killed"})`)));
    const timer = setTimeout(() => over(() => reject(new Error(`longer than ${limitMs / 1000} s`))), limitMs);
    child.on("message", onMessage);
    child.on("exit", onExit);
    if (child.connected) child.send(message);
    else onExit(child.exitCode);
  });
}

/** Lets a peer put its files away; one that is in the middle of something does not listen. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (child.connected) child.disconnect();
  const impatient = setTimeout(() => child.kill("SIGKILL"), END_MS);
  await gone;
  clearTimeout(impatient);
}
