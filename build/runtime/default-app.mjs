/**
 * The application that a runtime starts when it is called as `electron path/to/app`.
 * It is an ES module: Electron holds back its ready event until such an entry has finished loading, and schemes can only
 * be registered before that.
 */
const MAIN = `import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { app } from "electron";

const given = process.argv.slice(1).find((argument) => !argument.startsWith("-"));
if (given === undefined) {
  console.error("Usage: electron path/to/app");
  app.exit(2);
} else {
  const folder = resolve(given);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version);
  app.setAppPath(folder);
  await import(pathToFileURL(join(folder, about.main)).href);
}
`;

/** File name → text. */
export const DEFAULT_APP_FILES = {
  "package.json": `${JSON.stringify({ name: "default-app", type: "module", main: "main.js" })}\n`,
  "main.js": MAIN,
};
