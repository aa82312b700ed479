import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Completes package-lock.json with the platform packages that the registry in use did not offer when it was written.
 *
 * Packages with native code name one optional package per platform. A registry mirror that lags behind lacks some of
 * them; npm then leaves them out of the lockfile, and `npm ci` refuses that lockfile as incomplete. The entries written
 * here carry what npm needs to pass over them elsewhere (os, cpu, libc) and to find them on their own platform (version).
 * They have no integrity, since nobody here has seen the bytes. Run it after `npm install` behind such a mirror.
 */
const OS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const CPU = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/**
 * What a platform package runs on, read from its name: `cli-linux-x64-musl`, `rollup-linux-arm-gnueabihf`.
 * @param {string} name
 * @returns {{ os: string[], cpu: string[], libc?: string[] } | undefined} undefined when the name does not tell
 */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = OS.find((one) => words.includes(one));
  const cpu = CPU.find((one) => words.includes(one));
  if (os === undefined || cpu === undefined) return undefined;
  if (os !== "linux") return { os: [os], cpu: [cpu] };
  const musl = words.some((word) => word.startsWith("musl"));
  const gnu = words.some((word) => word.startsWith("gnu"));
  return { os: [os], cpu: [cpu], ...(musl ? { libc: ["musl"] } : gnu ? { libc: ["glibc"] } : {}) };
}

const file = resolve(import.meta.dirname, "..", "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
/** @type {Record<string, Record<string, unknown> & { dev?: boolean, optionalDependencies?: Record<string, string> }>} */
const packages = lock.packages;
let added = 0;
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    const found = `node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages;
    if (found || platform === undefined || !/^\d/.test(version)) continue;
    packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platform,
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to package-lock.json.`);
