import { app, type Session, shell, type WebContents } from "electron";
import { externalAddress, isLoadable, isOwnAddress, isOwnOrigin } from "./addresses.ts";
import { PERMISSIONS } from "./constants.ts";

/** Puts the walls round every web contents this application will ever have, whoever makes it. */
export function guardEveryWebContents(): void {
  app.on("web-contents-created", (_event, contents) => guardWebContents(contents));
}

function guardWebContents(contents: WebContents): void {
  // The page changes its address by the history API; a real navigation is never ours.
  const refuse = (event: { preventDefault: () => void; url: string }) => {
    event.preventDefault();
    report("navigation", event.url);
  };
  contents.on("will-navigate", refuse);
  contents.on("will-redirect", refuse);
  contents.on("will-frame-navigate", refuse);
  contents.on("will-attach-webview", (event, _preferences, parameters) => {
    event.preventDefault();
    report("webview", parameters.src ?? "");
  });
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: "deny" };
  });
}

/** Hands an https or mailto address to the operating system; false when it is another, and refused. */
export function openOutside(url: string): boolean {
  const address = externalAddress(url);
  if (address === null) report("link", url);
  else void shell.openExternal(address).catch(() => report("link", url));
  return address !== null;
}

/** Denies a session every permission that the table does not give, every device, and every network address. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const allowed =
      isAllowed(permission) && isOwnAddress(details.requestingUrl) && isOwnAddress(contents.getURL());
    if (!allowed) report("permission", permission);
    answer(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return isAllowed(permission) && isOwnOrigin(origin.replace(/\/$/, ""));
  });
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false); // its dictionaries would be downloaded
  session.on("will-download", (event, item) => {
    // What leaves the application is written by the exporters, which ask where to.
    event.preventDefault();
    report("download", item.getURL());
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isLoadable(details.url);
    if (cancel) report("request", details.url);
    answer({ cancel });
  });
}

function isAllowed(permission: string): boolean {
  return Object.hasOwn(PERMISSIONS, permission) && PERMISSIONS[permission]?.allowed === true;
}

/** A refusal is said on the console: silent walls cannot be told from broken features. */
function report(what: string, subject: string): void {
  console.warn(`Refused ${what}: ${subject.slice(0, 200)}`);
}
