import type { OtherLedger } from "../../../shared/api/ledger.ts";
import type { KeptChain } from "../../workspace/union/kept-chains.ts";
import type { Session } from "../session.ts";

/** The ledgers of other laptops that are here, with who signed them and when they came. */
export function otherLedgers({ workspace, chronicle }: Session): OtherLedger[] {
  return workspace.union.kept().map((chain) => {
    const came = chronicle.merged.filter((one) => one.chain === chain.chain);
    return {
      ...laptopOf(chain),
      name: chain.name,
      events: chain.count(),
      signedUpTo: Math.max(...chain.signed.map(({ upTo }) => upTo)),
      lastEventAt: chain.events(chain.count() - 1, chain.count())[0]?.time ?? chain.until,
      broken: chain.broken,
      mergedAt: came.at(-1)?.at ?? null,
      from: came.at(-1)?.from ?? null,
    };
  });
}

/** Whose laptop a chain is: the name its signer goes by, and the key as people can compare it. */
export const laptopOf = ({
  signed,
}: Pick<KeptChain, "signed">): { readonly signer: string; readonly key: string } => ({
  signer: signed.at(-1)?.signer ?? "unknown",
  key: signed.at(-1)?.name ?? "",
});
