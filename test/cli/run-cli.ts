import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type Said = { readonly status: number | null; readonly out: string; readonly err: string };

/** Runs the command line as a user does, from `folder`, and returns what it said and its exit status. */
export function askline(args: readonly string[], folder: string = root): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "electron/cli.ts", ...args], {
      cwd: root,
      // Tests sign with a key of their own: nothing of theirs goes into the home folder.
      env: { ...process.env, INIT_CWD: folder, ASKLINE_KEY: join(tmpdir(), "askline-test-key") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, out, err }));
  });
}
