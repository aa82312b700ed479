import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { build, Platform } from "electron-builder";
import { bundle, root } from "./bundle.mjs";
import { packageConfiguration } from "./electron-builder.mjs";
import { findRuntime } from "./runtime/runtime.mjs";

/**
 * `npm run package`: the unpacked application for this platform, in release/.
 * `--installers` makes what users install (AppImage, deb, tar.gz; nsis; dmg) instead: that needs an open network.
 * `--output DIR` puts it elsewhere.
 */
async function packageApplication() {
  const { values } = parseArgs({ options: { installers: { type: "boolean" }, output: { type: "string" } } });
  const runtime = await findRuntime();
  console.log(runtime.why);
  if (runtime.kind === "registry") {
    if (values.installers) {
      throw new Error(
        "The registry runtime gets no security fixes: it is never packaged for users. Make installers where Electron's own download can be reached.",
      );
    }
    console.log(
      "This package is for testing the packaging only. Do not give it to users: its Electron gets no security fixes.",
    );
  }
  await bundle();
  const output = resolve(values.output ?? "release");
  const distribution = mkdtempSync(join(tmpdir(), "askline-electron-"));
  try {
    // A copy without the small default application, which would let the package run other people's code.
    cpSync(runtime.dist, distribution, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith("default_app.asar"),
    });
    await build({
      projectDir: root,
      config: packageConfiguration({ electronVersion: runtime.version, electronDist: distribution, output }),
      targets: values.installers ? Platform.current().createTarget() : Platform.current().createTarget("dir"),
      publish: "never",
    });
  } finally {
    rmSync(distribution, { recursive: true, force: true });
  }
  const unpacked = ["linux-unpacked", "win-unpacked", "mac", "mac-arm64"]
    .map((name) => join(output, name))
    .find(existsSync);
  console.log(`The application is in ${unpacked ?? output}.`);
}

try {
  process.chdir(root);
  await packageApplication();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
