import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = resolve(import.meta.dirname, "../../build/system-libraries.mjs");
const SONAMES = ["libgtk-3.so.0", "libnss3.so", "libasound.so.2", "libgbm.so.1"];

/** A machine made of a folder: the only programs on its PATH are those written here. */
let machine: string;
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "askline-machine-"));
  symlinkSync(process.execPath, join(machine, "node"));
  program("find", "echo /usr/share/fonts/a.ttf");
  program("ldconfig", `cat '${machine}/libraries' 2>/dev/null || true`);
});
afterEach(() => rmSync(machine, { recursive: true, force: true }));

function program(name: string, line: string): void {
  writeFileSync(join(machine, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${line}\n`);
  chmodSync(join(machine, name), 0o755);
}

const libraries = () => SONAMES.map((name) => `\t${name} (libc6) => /lib/${name}`).join("\n");

function ensure(environment: Record<string, string> = {}) {
  const ran = spawnSync(join(machine, "node"), [script], {
    env: { PATH: machine, ...environment },
    encoding: "utf8",
  });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

describe.skipIf(process.platform !== "linux")("what the system lacks for a window", () => {
  it("is nothing where everything is there", () => {
    writeFileSync(join(machine, "libraries"), libraries());
    program("Xvfb", "");
    program("xauth", "");
    program("apt-get", `touch '${machine}/asked'`);
    expect(ensure()).toEqual({ status: 0, said: "" });
    expect(existsSync(join(machine, "asked"))).toBe(false);
  });

  it("does not include a virtual display where there is a real one", () => {
    writeFileSync(join(machine, "libraries"), libraries());
    expect(ensure({ DISPLAY: ":0" })).toEqual({ status: 0, said: "" });
  });

  it.skipIf(process.getuid?.() !== 0)(
    "is installed as root on Debian, after saying so, and by the names of its release",
    () => {
      program("apt-cache", `case "$2" in *t64) echo "Candidate: (none)";; *) echo "Candidate: 1.0";; esac`);
      program(
        "apt-get",
        `echo "$@" >> '${machine}/asked'
case "$*" in *install*) printf '${libraries().replaceAll("\n", "\\n").replaceAll("\t", "\\t")}' > '${machine}/libraries'; touch '${machine}/Xvfb' '${machine}/xauth';; esac`,
      );
      const { status, said } = ensure();
      expect(status).toBe(0);
      expect(said).toContain(
        "apt-get install -y --no-install-recommends xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1",
      );
      const asked = readFileSync(join(machine, "asked"), "utf8").trim().split("\n");
      expect(asked).toHaveLength(2);
      expect(asked[0]).toContain("update");
      expect(asked[1]).toContain(
        "install -y -qq --no-install-recommends xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1",
      );
    },
  );

  it("comes as the exact line to run on other systems", () => {
    program("dnf", "");
    const { status, said } = ensure();
    expect(status).not.toBe(0);
    expect(said).toContain(
      "Run: sudo dnf install xorg-x11-server-Xvfb xorg-x11-xauth gtk3 nss alsa-lib mesa-libgbm",
    );
  });

  it("is an error when it is still missing after the installation", () => {
    program("apt-cache", `echo "Candidate: 1.0"`);
    program("apt-get", "exit 0");
    const { status, said } = ensure();
    expect(status).not.toBe(0);
    expect(said).toMatch(/Still missing|Run: sudo apt-get/);
  });
});
