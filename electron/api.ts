import { type BrowserWindow, ipcMain, type WebContents, type WebFrameMain } from "electron";
import type { z } from "zod";
import { type ChannelName, channels, type PushName, type PushPayload } from "../shared/api.ts";
import { fail, type Result } from "../shared/result.ts";
import type { Handlers, Input, Output } from "./handlers.ts";
import { isOwnOrigin } from "./window/addresses.ts";
import { READY_SIGNAL } from "./window/constants.ts";

/** Who is asking, as Electron tells it. */
type Caller = { readonly senderFrame: WebFrameMain | null; readonly sender: WebContents };

/** Opens every channel of the contract to the window's page, and to nobody else, and tells the page so. */
export function serveChannels(window: BrowserWindow, handlers: Handlers): void {
  for (const name of Object.keys(channels) as ChannelName[]) serve(name, handlers);
  const page = window.webContents;
  page.send(READY_SIGNAL);
  page.on("dom-ready", () => page.send(READY_SIGNAL)); // also after a reload
}

function serve<N extends ChannelName>(name: N, handlers: Handlers): void {
  ipcMain.handle(name, async (event, payload: unknown): Promise<Result<Output<N>>> => {
    const refused = refuseCaller(event, name);
    if (refused) return refused;
    const input = channels[name].input.safeParse(payload);
    if (!input.success) return refusePayload(name, input.error);
    try {
      return await handlers[name](input.data as Input<N>);
    } catch (error) {
      return unexpected(name, error);
    }
  });
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
