import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_HEAD, linkEvent } from "../../shared/ledger/chain.ts";
import type { Happening, LedgerEvent } from "../../shared/ledger/event.ts";
import { joinChains, momentAfter, startPlaces } from "../../shared/ledger/union.ts";

type Step =
  | { readonly do: "write"; readonly who: number; readonly minute: number; readonly id: string }
  | { readonly do: "merge"; readonly who: number; readonly from: number }
  | { readonly do: "copy"; readonly who: number; readonly from: number };

const LAPTOPS = 4;
const laptop = fc.nat(LAPTOPS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      who: laptop,
      minute: fc.nat(50),
      id: fc.string({ maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("merge" as const), who: laptop, from: laptop }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("copy" as const), who: laptop, from: laptop }) },
);

/** What laptops with wrong clocks wrote, copied and took in from each other, as chains of events. */
function chainsOf(steps: readonly Step[]): LedgerEvent[][] {
  const chains: LedgerEvent[][] = Array.from({ length: LAPTOPS }, () => []);
  const append = (who: number, minute: number, happening: Happening) => {
    const chain = chains[who] ?? [];
    const head = chain.at(-1);
    const time = new Date(Date.UTC(2020, 0, 1, who, minute)).toISOString();
    chain.push(linkEvent(head ?? EMPTY_HEAD, { time, actor: `laptop ${who}`, happening }));
  };
  for (const [at, one] of steps.entries()) {
    const [own, other] = [chains[one.who] ?? [], "from" in one ? (chains[one.from] ?? []) : []];
    if (one.do === "write")
      append(one.who, one.minute, { kind: "answer-viewed", payload: { answerId: `${at} ${one.id}` } });
    else if (one.do === "copy" && own.length === 0) chains[one.who] = [...other];
    else if (one.do === "merge" && other.length > 0 && one.who !== one.from) {
      const last = other.at(-1);
      const places = startPlaces();
      const until = other.map(places).at(-1)?.moment ?? "";
      append(one.who, 0, {
        kind: "ledger-merged",
        payload: {
          chain: other[0]?.hash ?? "",
          signed: [],
          events: other.length,
          head: { seq: last?.seq ?? 0, hash: last?.hash ?? "" },
          after: momentAfter(until),
          from: "x",
        },
      });
    }
  }
  return chains.filter((chain) => chain.length > 0);
}

const hashes = (chains: readonly LedgerEvent[][]): string[] =>
  [...joinChains(chains)].map(({ event }) => event.hash);
const laptops = fc.array(step, { maxLength: 40 }).map(chainsOf);

describe("ledgers of several laptops joined", () => {
  it("give the same order whichever way and however often they are joined", () => {
    fc.assert(
      fc.property(laptops, fc.infiniteStream(fc.nat()), (chains, numbers) => {
        const whole = hashes(chains);
        const shuffled = chains
          .map((chain) => ({ chain, at: numbers.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ chain }) => chain);
        const parts = chains.map((chain) => chain.slice(0, numbers.next().value % (chain.length + 1)));
        // Commutative, idempotent, and older copies of a chain that came first add nothing.
        expect(hashes(shuffled)).toEqual(whole);
        expect(hashes([...chains, ...chains])).toEqual(whole);
        expect(hashes([...parts, ...shuffled])).toEqual(whole);
        // Associative: joining some first and the rest afterwards is joining all.
        const cut = chains.length >> 1;
        const [left, right] = [hashes(chains.slice(0, cut)), hashes(chains.slice(cut))];
        expect(new Set([...left, ...right])).toEqual(new Set(whole));
        expect(left).toEqual(whole.filter((hash) => left.includes(hash)));
      }),
    );
  });

  it("hold every event once, each behind the one its chain has before it and behind all it could know of", () => {
    fc.assert(
      fc.property(laptops, (chains) => {
        const joined = [...joinChains(chains)];
        const at = new Map(joined.map(({ event }, i) => [event.hash, i]));
        expect(at.size).toBe(joined.length);
        expect(new Set(at.keys())).toEqual(new Set(chains.flat().map(({ hash }) => hash)));
        for (const { event } of joined) {
          const here = at.get(event.hash) ?? -1;
          if (event.seq > 0) expect(at.get(event.prev)).toBeLessThan(here);
          if (event.kind === "ledger-merged") {
            const head = at.get(event.payload.head.hash);
            if (head !== undefined) expect(head).toBeLessThan(here);
          }
        }
      }),
    );
  });
});
