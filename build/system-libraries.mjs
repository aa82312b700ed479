import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

/**
 * What a window needs of a bare Linux, with the packages that bring it. Debian renamed some in 2024: newest name first.
 * @typedef {{ what: string, present: () => boolean, apt: readonly string[], dnf: string }} Need
 */

/** @type {readonly Need[]} */
const FOR_A_WINDOW = [
  {
    what: "GTK 3",
    present: () => hasLibrary("libgtk-3.so.0"),
    apt: ["libgtk-3-0t64", "libgtk-3-0"],
    dnf: "gtk3",
  },
  { what: "NSS", present: () => hasLibrary("libnss3.so"), apt: ["libnss3"], dnf: "nss" },
  {
    what: "ALSA",
    present: () => hasLibrary("libasound.so.2"),
    apt: ["libasound2t64", "libasound2"],
    dnf: "alsa-lib",
  },
  { what: "GBM", present: () => hasLibrary("libgbm.so.1"), apt: ["libgbm1"], dnf: "mesa-libgbm" },
  { what: "a font", present: hasFont, apt: ["fonts-dejavu-core"], dnf: "dejavu-sans-fonts" },
];

/** @type {readonly Need[]} */
const FOR_A_VIRTUAL_DISPLAY = [
  { what: "Xvfb", present: () => hasProgram("Xvfb"), apt: ["xvfb"], dnf: "xorg-x11-server-Xvfb" },
  { what: "xauth", present: () => hasProgram("xauth"), apt: ["xauth"], dnf: "xorg-x11-xauth" },
];

/** @returns {boolean} whether windows can be shown to somebody here */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Makes sure that a window can open: as root on Debian and its relatives installs what is missing, elsewhere says what
 * to run.
 * @param {(line: string) => void} [say]
 * @returns {void} throws with the exact line to run when something is missing that this script may not install
 */
export function ensureSystemLibraries(say = console.log) {
  if (process.platform !== "linux") return;
  const needs = hasDisplay() ? FOR_A_WINDOW : [...FOR_A_VIRTUAL_DISPLAY, ...FOR_A_WINDOW];
  const missing = needs.filter((need) => !need.present());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.what).join(", ");
  if (!hasProgram("apt-get")) throw new Error(`This system lacks ${names}. Run: ${otherLine(missing)}`);
  if (process.getuid?.() !== 0) {
    const packages = missing.map(availablePackage).join(" ");
    throw new Error(
      `This system lacks ${names}. Run: sudo apt-get install --no-install-recommends ${packages}`,
    );
  }
  say(`This system lacks ${names}. Installing with apt-get …`);
  apt(["update", "-qq"]);
  const packages = missing.map(availablePackage);
  say(`  apt-get install -y --no-install-recommends ${packages.join(" ")}`);
  apt(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
  const still = missing.filter((need) => !need.present());
  if (still.length > 0) throw new Error(`Still missing: ${still.map((need) => need.what).join(", ")}.`);
}

/** @param {readonly string[]} args */
function apt(args) {
  // A machine that has just started may still hold the lock: wait for it rather than fail.
  execFileSync("apt-get", ["-o", "DPkg::Lock::Timeout=120", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/**
 * @param {Need} need
 * @returns {string} the first of its package names that this release of Debian knows
 */
function availablePackage(need) {
  const known = need.apt.find((name) => {
    const shown = spawnSync("apt-cache", ["policy", name], { encoding: "utf8" }).stdout ?? "";
    return /Candidate: (?!\(none\))/.test(shown);
  });
  return known ?? need.apt.at(-1) ?? need.what;
}

/**
 * @param {readonly Need[]} missing
 * @returns {string}
 */
function otherLine(missing) {
  if (hasProgram("dnf")) return `sudo dnf install ${missing.map((need) => need.dnf).join(" ")}`;
  return `your package manager for: ${missing.map((need) => need.what).join(", ")}`;
}

/**
 * @param {string} name
 * @returns {boolean}
 */
function hasProgram(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => folder !== "" && existsSync(join(folder, name)));
}

/**
 * @param {string} soname
 * @returns {boolean} whether the dynamic linker knows the library
 */
function hasLibrary(soname) {
  for (const ldconfig of ["ldconfig", "/sbin/ldconfig", "/usr/sbin/ldconfig"]) {
    const listed = spawnSync(ldconfig, ["-p"], { encoding: "utf8" });
    if (listed.status === 0) return listed.stdout.includes(`\t${soname} `);
  }
  return true; // no way to tell: let the window say what it misses
}

/** @returns {boolean} */
function hasFont() {
  return ["/usr/share/fonts", "/usr/local/share/fonts"].some((folder) => {
    const found = spawnSync("find", [folder, "-name", "*.[to]tf", "-print", "-quit"], { encoding: "utf8" });
    return (found.stdout ?? "").trim() !== "";
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    ensureSystemLibraries();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
