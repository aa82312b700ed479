import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { protocol, type Session } from "electron";
import { fileOfAddress } from "./addresses.ts";
import { APP_SCHEME, HEADER_POLICY } from "./constants.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": HEADER_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-cache",
};

/** Tells Chromium that app:// is a proper origin. Must be called before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the files below `folder` as app://askline/…, and nothing else. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
    const file = fileOfAddress(folder, request.url);
    const type = file === null ? undefined : CONTENT_TYPES[extname(file)];
    if (file === null || type === undefined) return refusal(404);
    try {
      const body = request.method === "HEAD" ? null : new Uint8Array(await readFile(file));
      return new Response(body, { headers: { ...HEADERS, "Content-Type": type } });
    } catch {
      return refusal(404); // not there, or not a file
    }
  });
}

/**
 * Resolves when the page's first script has been delivered whole: from then on the page is busy in its own process, and
 * this one may be busy too without keeping anybody waiting.
 */
export function firstScriptDelivered(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const deliver = () => {
      session.webRequest.onCompleted(null);
      resolve();
    };
    session.webRequest.onCompleted(({ resourceType }) => {
      if (resourceType === "script") deliver();
    });
  });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}
