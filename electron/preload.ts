import { contextBridge, ipcRenderer, webUtils } from "electron";
import { RESULT_SIGNAL } from "../shared/api/result-signal.ts";
import type { Bridge, ChannelName, PushName, PushPayload } from "../shared/api.ts";
import { channels, pushes } from "../shared/api.ts";
import { READY_SIGNAL } from "./window/constants.ts";

/** What a page's own window can do, as far as it is needed here: this file is compiled without the DOM's types. */
declare const window: {
  readonly location: { readonly origin: string };
  readonly postMessage: (message: unknown, origin: string, ports: readonly unknown[]) => void;
};

/** The window is there before the use cases have been read: what the page asks meanwhile waits. */
const ready = new Promise<void>((resolve) => ipcRenderer.once(READY_SIGNAL, () => resolve()));

/** Makes one named method of a channel. The name is fixed here: the page cannot choose another. */
function method(name: ChannelName): (input: unknown, way?: unknown) => Promise<unknown> {
  return async (input, way) => {
    await ready;
    return ipcRenderer.invoke(name, input, way);
  };
}

function on<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): () => void {
  if (!Object.hasOwn(pushes, name)) throw new Error(`There is no push named ${String(name)}.`);
  const receive = (_event: unknown, payload: PushPayload<N>) => listener(payload);
  ipcRenderer.on(name, receive);
  return () => ipcRenderer.off(name, receive);
}

const names = Object.keys(channels) as ChannelName[];

const bridge = {
  call: Object.fromEntries(names.map((name) => [name, method(name)])) as Bridge["call"],
  on,
  pathsOf: (files) =>
    files.filter((file) => file instanceof File).map((file) => webUtils.getPathForFile(file)),
  platform: process.platform,
} satisfies Bridge;

contextBridge.exposeInMainWorld("askline", bridge);

// A port cannot cross the bridge. It goes to the page as a message of its own window, with the id it was asked under.
ipcRenderer.on(RESULT_SIGNAL, (event, id: unknown) =>
  window.postMessage({ signal: RESULT_SIGNAL, id }, window.location.origin, [...event.ports]),
);
