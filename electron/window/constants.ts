/** Every name that the window's walls are made of. They live here alone, so that a move leaves no dead branch behind. */

/** The scheme that serves the bundled page. */
export const APP_SCHEME = "app";
export const APP_HOST = "askline";

/** The only origin a page of ours can have: what the bridge trusts and where navigation may stay. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const START_ADDRESS = `${APP_ORIGIN}/`;

/** Tells the bridge that somebody answers: what the page asks before waits for it. */
export const READY_SIGNAL = "askline.ready";

/** What the page may load: its own files, and nothing from any network. Repeated in the page as a meta element. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Charts leave as pictures through blob: addresses made by the page itself.
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join("; ");

/** The header can say one thing that a meta element cannot: nobody may frame the page. */
export const HEADER_POLICY = `${PAGE_POLICY}; frame-ancestors 'none'`;

/** Schemes that may be requested at all from inside the application. The rest is refused before it is asked for. */
export const LOADABLE_SCHEMES: ReadonlySet<string> = new Set([
  `${APP_SCHEME}:`,
  "blob:",
  "data:",
  "devtools:",
]);

/** Schemes that may be handed to the operating system when a person follows a link out of the application. */
export const EXTERNAL_SCHEMES: ReadonlySet<string> = new Set(["https:", "mailto:"]);

/** Every permission that may be asked for, whether it is given, and why. What is not named here is denied. */
export const PERMISSIONS: Readonly<Record<string, { readonly allowed: boolean; readonly why: string }>> = {
  "clipboard-sanitized-write": { allowed: true, why: "copying an answer's sentence or address" },
  fullscreen: { allowed: true, why: "a chart on the wall of a crisis room" },
  "clipboard-read": { allowed: false, why: "pasting works by keyboard without it" },
  "deprecated-sync-clipboard-read": { allowed: false, why: "pasting works by keyboard without it" },
  "background-fetch": { allowed: false, why: "the page has no network" },
  "background-sync": { allowed: false, why: "the page has no network" },
  "display-capture": { allowed: false, why: "screens hold confidential data" },
  fileSystem: { allowed: false, why: "files come through the importers, which check them" },
  geolocation: { allowed: false, why: "places are chosen, never sensed" },
  hid: { allowed: false, why: "no devices" },
  "idle-detection": { allowed: false, why: "people are not watched" },
  keyboardLock: { allowed: false, why: "the way out stays open" },
  media: { allowed: false, why: "no camera, no microphone" },
  mediaKeySystem: { allowed: false, why: "no protected media" },
  midi: { allowed: false, why: "no devices" },
  midiSysex: { allowed: false, why: "no devices" },
  notifications: { allowed: false, why: "clocks and changes are shown in the window" },
  openExternal: { allowed: false, why: "links out go through the filter in links.ts" },
  pointerLock: { allowed: false, why: "the way out stays open" },
  sensors: { allowed: false, why: "no devices" },
  serial: { allowed: false, why: "no devices" },
  "speaker-selection": { allowed: false, why: "no sound" },
  "storage-access": { allowed: false, why: "one origin only" },
  "top-level-storage-access": { allowed: false, why: "one origin only" },
  usb: { allowed: false, why: "no devices" },
  "window-management": { allowed: false, why: "window state is kept by the shell" },
};
