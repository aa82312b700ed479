import { isAbsolute, relative, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  externalAddress,
  fileOfAddress,
  isLoadable,
  isOwnAddress,
  isOwnOrigin,
} from "../../electron/window/addresses.ts";

const folder = resolve("/srv/page");

describe("addresses", () => {
  it.each(["app://askline/", "app://askline/ask?x=1#y"])("knows its own: %s", (address) => {
    expect(isOwnAddress(address)).toBe(true);
  });

  it.each([
    "app://askline.example.org/",
    "app://asklines/",
    "app://askline:80/",
    "https://askline/",
    "file:///app://askline/",
    "https://example.org/?app://askline/",
    "not an address",
    "",
  ])("does not take another for its own: %s", (address) => {
    expect(isOwnAddress(address)).toBe(false);
    expect(isOwnOrigin(address)).toBe(false);
  });

  it.each(["app://askline/a.js", "blob:app://askline/1", "data:image/png;base64,AA=="])(
    "may load %s",
    (address) => {
      expect(isLoadable(address)).toBe(true);
    },
  );

  it.each([
    "https://example.org/",
    "http://127.0.0.1/",
    "ws://127.0.0.1/",
    "file:///etc/passwd",
    "app://other/",
    "ftp://a/",
  ])("may not load %s", (address) => {
    expect(isLoadable(address)).toBe(false);
  });

  it.each([
    ["https://example.org/data?x=1", "https://example.org/data?x=1"],
    ["mailto:steward@example.org", "mailto:steward@example.org"],
    ["HTTPS://example.org", "https://example.org/"],
    ["http://example.org/", null],
    ["file:///etc/passwd", null],
    ["javascript:alert(1)", null],
    ["https://user:secret@example.org/", null],
    ["smb://server/share", null],
    ["vscode://open", null],
    [" ", null],
  ])("hands %s to the operating system as %s", (address, handed) => {
    expect(externalAddress(address)).toBe(handed);
  });

  it("serves files by their path, and places inside the application by the one page", () => {
    expect(fileOfAddress(folder, "app://askline/assets/main.js")).toBe(resolve(folder, "assets/main.js"));
    expect(fileOfAddress(folder, "app://askline/")).toBe(resolve(folder, "index.html"));
    expect(fileOfAddress(folder, "app://askline/answers/7F3K")).toBe(resolve(folder, "index.html"));
    expect(fileOfAddress(folder, "app://other/assets/main.js")).toBeNull();
    expect(fileOfAddress(folder, "app://askline/%E0%A4%A.js")).toBeNull();
  });

  it("names no file outside the folder, whatever the path", () => {
    const piece = fc.oneof(
      fc.constantFrom("..", ".", "%2e%2e", "%2f", "..%2f", "%5c", "..\\", "//", "%00", "a.js", "etc", "~"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom("/", "%2f", "\\"), (pieces, join) => {
        const file = fileOfAddress(folder, `app://askline/${pieces.join(join)}`);
        if (file === null) return;
        const way = relative(folder, file);
        expect(way.startsWith("..") || isAbsolute(way)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
