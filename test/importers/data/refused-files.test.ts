import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importData } from "../../../electron/importers/data/import-data.ts";
import { arrow, describedBy, onBench } from "./source-files.ts";

const on = onBench();

describe("a file that cannot be imported is rejected with the reason, and nothing is kept of it", () => {
  const rejectedWith = async (path: string, code: string): Promise<string> => {
    const before = new Map(on().importer.kept);
    const file = await on().importOne(path);
    expect(file.outcome).toBe("rejected");
    expect(file.problem?.code, file.problem?.message).toBe(code);
    expect(file.problem?.message).not.toBe("");
    expect(on().importer.kept).toEqual(before);
    return file.problem?.message ?? "";
  };

  it("not an Arrow file, whatever its name says", async () => {
    await rejectedWith(
      join(on().folderWith({ "data.arrow": "this is no Arrow file at all, just words" }), "data.arrow"),
      "not-an-arrow-file",
    );
  });

  it("an Arrow file cut short", async () => {
    const whole = arrow();
    await rejectedWith(
      join(on().folderWith({ "data.arrow": whole.subarray(0, whole.length - 40) }), "data.arrow"),
      "damaged-file",
    );
  });

  it("an empty file", async () => {
    expect(await rejectedWith(join(on().folderWith({ "data.csv": "" }), "data.csv"), "bad-input")).toContain(
      "empty",
    );
  });

  it("a file without rows", async () => {
    expect(
      await rejectedWith(join(on().folderWith({ "data.csv": "country,deaths\n" }), "data.csv"), "bad-input"),
    ).toContain("no rows");
  });

  it("a column of the description that the file does not have", async () => {
    const path = on().folderWith({
      "dataset.json": describedBy([{ name: "country" }, { name: "deaths" }, { name: "injured" }]),
      "data.arrow": arrow(),
    });
    expect(await rejectedWith(path, "bad-input")).toContain("injured");
  });

  it("a type that is not the described one", async () => {
    const path = on().folderWith({
      "dataset.json": describedBy([
        { name: "country", type: "Date32[day]" },
        { name: "deaths", type: "Int32" },
      ]),
      "data.arrow": arrow(),
    });
    expect(await rejectedWith(path, "bad-input")).toContain('"country" should be a date and is a text');
  });

  it("a description that is no JSON, or has no id", async () => {
    await rejectedWith(on().folderWith({ "dataset.json": "{ not json", "data.arrow": arrow() }), "bad-input");
    await rejectedWith(
      on().folderWith({ "dataset.json": '{"title": "no id"}', "data.arrow": arrow() }),
      "bad-input",
    );
  });

  it("a path that is not there, a folder without data, a format nobody knows", async () => {
    await rejectedWith(join(on().folder, "not-there"), "not-found");
    await rejectedWith(on().folderWith({ "dataset.json": describedBy([]) }), "not-found");
    await rejectedWith(join(on().folderWith({ "data.pdf": "%PDF-1.4" }), "data.pdf"), "unsupported-format");
  });

  it("a description that points outside its own folder", async () => {
    writeFileSync(join(on().folder, "secret.csv"), "a\n1\n");
    const path = on().folderWith({
      "dataset.json": describedBy([], { distributions: [{ file: "../secret.csv", mediaType: "text/csv" }] }),
    });
    await rejectedWith(path, "not-found");
    rmSync(join(on().folder, "secret.csv"));
  });

  it("an import that was stopped", async () => {
    const [file] = await importData([on().folderWith({ "data.csv": "a\n1\n" })], on().importer.ports, {
      signal: AbortSignal.abort(),
    });
    expect(file?.problem?.code).toBe("cancelled");
  });
});
