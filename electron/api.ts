import { type BrowserWindow, ipcMain, type WebContents, type WebFrameMain } from "electron";
import { z } from "zod";
import { type PackedRows, packRows } from "../shared/api/packed-rows.ts";
import { hasTablesApart, withTables } from "../shared/api/tables-apart.ts";
import { type ChannelName, channels, type PushName, type PushPayload } from "../shared/api.ts";
import { fail, ok, type Result } from "../shared/result.ts";
import type { Handlers, Input, Output } from "./handlers.ts";
import { isOwnOrigin } from "./window/addresses.ts";
import { READY_SIGNAL } from "./window/constants.ts";

/** Who is asking, as Electron tells it. */
type Caller = { readonly senderFrame: WebFrameMain | null; readonly sender: WebContents };

/** Opens every channel of the contract to the window's page, and to nobody else, and tells the page so. */
export function serveChannels(window: BrowserWindow, handlers: Handlers, send: Send): void {
  for (const name of Object.keys(channels) as ChannelName[]) serve(name, handlers, send);
  const page = window.webContents;
  page.send(READY_SIGNAL);
  page.on("dom-ready", () => page.send(READY_SIGNAL)); // also after a reload
}

/** Sends the page a message by a port of its own, which it knows by the id. */
type Send = (id: string, message: unknown) => void;

/** The id that the page gave the way for tables; without one, their rows come with the rest. */
const waySchema = z.uuid().nullable().catch(null);

function serve<N extends ChannelName>(name: N, handlers: Handlers, send: Send): void {
  ipcMain.handle(name, async (event, payload: unknown, given: unknown): Promise<Result<Output<N>>> => {
    const refused = refuseCaller(event, name);
    if (refused) return refused;
    const input = channels[name].input.safeParse(payload);
    if (!input.success) return refusePayload(name, input.error);
    try {
      const result = await handlers[name](input.data as Input<N>);
      const way = waySchema.parse(given);
      return result.ok && way !== null && hasTablesApart(name)
        ? ok(tablesApart(name, result.value, (message) => send(way, message)))
        : result;
    } catch (error) {
      return unexpected(name, error);
    }
  });
}

/** Sends the rows of all tables on ahead, as one message, and leaves them out of the reply. */
function tablesApart<N extends ChannelName>(
  name: N,
  output: Output<N>,
  send: (message: readonly PackedRows[]) => void,
): Output<N> {
  const packed: PackedRows[] = [];
  const rest = withTables(name, output, (table) => {
    packed.push(packRows(table));
    return { ...table, rows: [] };
  });
  send(packed);
  return rest;
}

/** Tells the page something unasked. */
export type Tell = <N extends PushName>(name: N, payload: PushPayload<N>) => void;

/** A way to tell the window's page something. A window that is no more is not told. */
export function tellWindow(window: BrowserWindow): Tell {
  return (name, payload) => {
    if (!window.isDestroyed()) window.webContents.send(name, payload);
  };
}

/** Only the main frame of a page of ours may call: no frame inside it, no other origin. */
function refuseCaller(event: Caller, name: ChannelName): Result<never> | null {
  const frame = event.senderFrame;
  if (frame !== null && frame === event.sender.mainFrame && isOwnOrigin(frame.origin)) return null;
  console.warn(`Refused ${name}: asked by ${frame === null ? "a frame that is gone" : frame.origin}`);
  return fail({
    code: "refused",
    message: "The request did not come from Askline's own page.",
    meaning: "Nothing was done.",
    remedy: "Close the window and start Askline again. If it happens again, tell your administrator.",
  });
}

function refusePayload(name: ChannelName, error: z.ZodError): Result<never> {
  const detail = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  console.warn(`Refused ${name}: ${detail}`);
  return fail({
    code: "bad-input",
    message: "The window asked for something in a form that Askline does not know.",
    meaning: "Nothing was done.",
    remedy: "Try again. If it happens again, report it with the detail below.",
    detail: `${name}: ${detail}`,
  });
}

/** A fault of ours: said as one, with the trace on the console for whoever mends it. */
function unexpected(name: ChannelName, error: unknown): Result<never> {
  console.error(`${name} failed:`, error);
  return fail({
    code: "internal",
    message: "Something went wrong inside Askline.",
    meaning: "This step was not done. What was saved before is safe.",
    remedy: "Try again. If it happens again, report it with the detail below.",
    detail: `${name}: ${error instanceof Error ? error.message : String(error)}`,
  });
}
