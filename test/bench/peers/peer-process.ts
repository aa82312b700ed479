import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { type OpenPeer, PEERS, type PeerPlace, type PeerWay } from "./peers.ts";

/** A process for one peer: it opens the table and answers what it is asked, telling how long it took by its own clock. */

const requestSchema = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("open"), name: z.string(), place: z.custom<PeerPlace>() }),
  /** The rows of a shape. The ways to ask it are tried, and the quickest is kept. */
  z.object({ ask: z.literal("rows"), shape: z.number() }),
  /** Milliseconds of one more turn. */
  z.object({ ask: z.literal("time"), shape: z.number() }),
]);

/** How often each way is tried before one is chosen. */
const TRIES = 2;

let peer: OpenPeer | null = null;
const best = new Map<number, PeerWay>();

async function answer(given: unknown): Promise<unknown> {
  const request = requestSchema.parse(given);
  if (request.ask === "open") {
    const found = PEERS.find(({ name }) => name === request.name);
    if (found === undefined) throw new Error(`There is no peer ${request.name}.`);
    peer = await found.open(createRequire(join(request.place.home, "package.json")), request.place);
    return null;
  }
  if (request.ask === "rows") {
    const chosen = quickest(peer?.shapes[request.shape] ?? []);
    best.set(request.shape, chosen);
    return chosen.rows();
  }
  const way = best.get(request.shape);
  if (way === undefined) throw new Error("A shape is timed before its rows were asked for.");
  return timed(way);
}

function timed({ ask }: PeerWay): number {
  const began = performance.now();
  ask();
  return performance.now() - began;
}

/** The first time of each way does not count. One way alone needs no choice. */
function quickest(ways: readonly PeerWay[]): PeerWay {
  const [first, ...more] = ways;
  if (first === undefined) throw new Error("there is no way to ask it");
  if (more.length === 0) return first;
  const took = ways.map((way) => {
    timed(way);
    return { way, ms: Math.min(...Array.from({ length: TRIES }, () => timed(way))) };
  });
  return took.reduce((a, b) => (b.ms < a.ms ? b : a)).way;
}

process.on("message", (request) => {
  answer(request).then(
    (value) => process.send?.({ value }),
    (cause: unknown) =>
      process.send?.({ failed: (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] }),
  );
});
process.on("disconnect", () => {
  peer?.close();
  process.exit(0);
});
