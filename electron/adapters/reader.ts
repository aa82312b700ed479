import { type BrowserWindow, MessageChannelMain, type MessagePortMain } from "electron";
import { RESULT_SIGNAL } from "../../shared/api/result-signal.ts";
import type { Outlet } from "../engine/engine.ts";

/** Ports that have not gone to another process. */
const ports = new WeakMap<Outlet, MessagePortMain>();

/**
 * Opens a way for one result to the window's page, which knows it by the id under which it asked. The other end of the
 * port goes to the page at once; this end may be handed to another process.
 */
export function readerIn(window: BrowserWindow, id: string): Outlet {
  const { port1, port2 } = new MessageChannelMain();
  if (window.isDestroyed()) port2.close();
  else window.webContents.postMessage(RESULT_SIGNAL, id, [port2]);
  const reader: Outlet = {
    postMessage: (message) => ports.get(reader)?.postMessage(message),
    close: () => ports.get(reader)?.close(),
  };
  ports.set(reader, port1);
  return reader;
}

/** Takes the port of a way that `readerIn` opened, to send it to another process: from then on it is that one's to close. */
export function takePort(reader: Outlet): MessagePortMain {
  const port = ports.get(reader);
  if (port === undefined) throw new Error("This reader has no port that could travel.");
  ports.delete(reader);
  return port;
}

/** Sends one message to the window's page by a port of its own, which the page closes; it knows the port by the id. */
export function sendTo(window: BrowserWindow, id: string, message: unknown): void {
  if (window.isDestroyed()) return;
  const { port1, port2 } = new MessageChannelMain();
  window.webContents.postMessage(RESULT_SIGNAL, id, [port2]);
  port1.postMessage(message);
}
