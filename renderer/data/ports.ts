import { RESULT_SIGNAL } from "../../shared/api/result-signal.ts";

/** After main has said that a message was sent, it is a moment away. Longer than this, in milliseconds, it is lost. */
const ON_THE_WAY_MS = 10_000;

type Waiting = { readonly take: (message: unknown) => void; readonly lose: () => void };
const waiting = new Map<string, Waiting>();

/** Starts to listen for what comes by ports; called once when the window opens. */
export function receiveResults(): () => void {
  const receive = ({ source, origin, data, ports }: MessageEvent) => {
    const [port] = ports;
    if (source !== window || origin !== location.origin || data?.signal !== RESULT_SIGNAL || !port) return;
    const reader = waiting.get(String(data.id));
    if (reader === undefined) {
      port.close(); // nobody waits any more: whoever would send learns so
      return;
    }
    port.onmessage = ({ data: message }) => {
      reader.take(message);
      port.close();
    };
    port.addEventListener("close", reader.lose);
  };
  addEventListener("message", receive);
  return () => removeEventListener("message", receive);
}

/** One message that comes by a port of its own, under an id that main is told. */
export type Way = {
  readonly id: string;
  /** The message, once main has said that it was sent; null when it was lost. */
  readonly message: () => Promise<unknown>;
  /** To be called when nothing is waited for any more. */
  readonly end: () => void;
};

/** Opens a way for one message. */
export function openWay(): Way {
  const id = crypto.randomUUID();
  let late: ReturnType<typeof setTimeout> | undefined;
  let lose: () => void = () => undefined;
  const coming = new Promise<unknown>((resolve) => {
    lose = () => resolve(null);
    waiting.set(id, { take: resolve, lose });
  });
  return {
    id,
    message: () => {
      late = setTimeout(lose, ON_THE_WAY_MS);
      return coming;
    },
    end: () => {
      clearTimeout(late);
      waiting.delete(id);
    },
  };
}
