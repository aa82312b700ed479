import { isAbsolute, relative, resolve } from "node:path";
import { APP_HOST, APP_ORIGIN, APP_SCHEME, EXTERNAL_SCHEMES, LOADABLE_SCHEMES } from "./constants.ts";

/** The address parsed, or null: nothing here compares addresses as text. */
function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** Whether an address is a page of ours. */
export function isOwnAddress(address: string): boolean {
  const url = parsed(address);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.port === "";
}

/** Whether an origin, as Electron reports a frame's, is ours: exactly, with no path, port or look-alike. */
export function isOwnOrigin(origin: string): boolean {
  return origin === APP_ORIGIN;
}

/** Whether anything in the application may request the address at all. */
export function isLoadable(address: string): boolean {
  const url = parsed(address);
  if (url === null || !LOADABLE_SCHEMES.has(url.protocol)) return false;
  return url.protocol !== `${APP_SCHEME}:` || isOwnAddress(address);
}

/**
 * The address to hand to the operating system for a link that leads out of the application, or null when it is refused.
 * An address that carries a name or password is refused: it is made to be misread.
 */
export function externalAddress(address: string): string | null {
  const url = parsed(address);
  if (url === null || !EXTERNAL_SCHEMES.has(url.protocol)) return null;
  return url.username === "" && url.password === "" ? url.href : null;
}

/**
 * The file below `folder` that an address of ours names, or null when it names none.
 * Paths without a file ending are places inside the application: they are all served by the one page.
 */
export function fileOfAddress(folder: string, address: string): string | null {
  const url = parsed(address);
  if (url === null || !isOwnAddress(address)) return null;
  const path = decoded(url.pathname);
  if (path === null || path.includes("\0") || path.includes("\\")) return null;
  if (path.split("/").includes("..")) return null;
  const file = resolve(folder, `.${/\.[a-z0-9]+$/i.test(path) ? path : "/index.html"}`);
  const way = relative(folder, file);
  return way === "" || way.startsWith("..") || isAbsolute(way) ? null : file;
}

/** Percent-decoded once, or null when it is not well-formed. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
