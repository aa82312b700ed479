import { createWriteStream } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Unpacks the entries that `place` gives a name, with their modes, and never outside the target folder.
 * @param {string} zip
 * @param {string} target
 * @param {(name: string) => string | undefined} place entry name → path in the target, or undefined to leave it out
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(zip, target, place) {
  const archive = await yauzl.openPromise(zip);
  let files = 0;
  for await (const entry of archive.eachEntry()) {
    const path = entry.fileName.endsWith("/") ? undefined : place(entry.fileName);
    if (path === undefined) continue;
    const destination = inside(target, path);
    const mode = entry.externalFileAttributes >>> 16;
    await mkdir(dirname(destination), { recursive: true });
    const stream = await archive.openReadStreamPromise(entry);
    if ((mode & FILE_TYPE) === SYMBOLIC_LINK) {
      const link = (await stream.toArray()).join("");
      inside(target, join(dirname(path), link));
      await symlink(link, destination);
    } else {
      await pipeline(stream, createWriteStream(destination, { mode: mode & 0o777 || 0o644 }));
    }
    files += 1;
  }
  return files;
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string} the absolute path; throws when it leaves the folder
 */
function inside(folder, path) {
  const destination = resolve(folder, path);
  const way = relative(folder, destination);
  if (way === "" || way.startsWith("..") || isAbsolute(way))
    throw new Error(`${path} leaves the archive's folder`);
  return destination;
}
