import { BUNDLE_ENDING } from "../shared/ledger/bundle-file.ts";
import { ok } from "../shared/result.ts";
import type { Handlers, InWorkspace, Shell } from "./handlers.ts";

type LedgerHandlers = Pick<
  Handlers,
  "ledgers.list" | "ledgers.merge" | "ledgers.bundle" | "provenance.export"
>;

/** The channels of several laptops' ledgers and of provenance. */
export function ledgerHandlers(inWorkspace: InWorkspace, shell: Shell): LedgerHandlers {
  return {
    "ledgers.list": () => inWorkspace((askline) => ok(askline.otherLedgers())),
    "ledgers.merge": ({ paths, choose }) =>
      inWorkspace(async (askline) => {
        const chosen = paths ?? (await shell.chooseLedgers(choose));
        return chosen === null ? ok(null) : askline.mergeLedgers(chosen);
      }),
    "ledgers.bundle": () =>
      inWorkspace(async (askline) => {
        const { name } = askline.info();
        const path = await shell.chooseExport(`${name}.${BUNDLE_ENDING}`, BUNDLE_ENDING);
        return path === null ? ok(null) : askline.bundleLedgers(path);
      }),
    "provenance.export": ({ answerId, format, ...stretch }) =>
      inWorkspace(async (askline) => {
        const crate = format === "ro-crate";
        const name = `provenance-${answerId ?? "of-the-period"}${crate ? "" : ".json"}`;
        // A crate is a folder: it is chosen by the name it will have.
        const path = await shell.chooseExport(name, crate ? null : "json");
        if (path === null) return ok(null);
        const of = answerId === undefined ? stretch : { answerId };
        const written = await askline.exportProvenance({ of, format, path });
        return written.ok ? ok({ path, ...written.value }) : written;
      }),
  };
}
