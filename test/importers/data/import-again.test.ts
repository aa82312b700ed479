import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { currentDistribution, earlierDistributions } from "../../../shared/catalogue/distribution.ts";
import { ROOT } from "./import-fixture.ts";
import { arrow, describedBy, onBench } from "./source-files.ts";

const BUNDLED = join(ROOT, "fixtures", "workspace");

const on = onBench();

describe("importing again", () => {
  it("the same file changes nothing; another file is a revision with the earlier one kept", async () => {
    const columns = [{ name: "country" }, { name: "deaths", accumulation: "incremental" }];
    const path = on().folderWith({
      "dataset.json": describedBy(columns, { id: "revised", modified: "2021-01-01" }),
      "data.arrow": arrow(),
    });
    expect((await on().importOne(path)).outcome).toBe("added");
    const first = on().importer.kept.get("revised");
    expect((await on().importOne(path)).outcome).toBe("unchanged");
    writeFileSync(
      join(path, "data.arrow"),
      arrow({ country: ["France", "Italy", "World"], deaths: [1, 2, 4] }),
    );
    expect((await on().importOne(path)).outcome).toBe("updated");
    const second = on().importer.kept.get("revised");
    if (!first || !second) throw new Error("not kept");
    expect(currentDistribution(second)?.sha256).not.toBe(currentDistribution(first)?.sha256);
    expect(earlierDistributions(second).map((one) => one.sha256)).toEqual([
      currentDistribution(first)?.sha256,
    ]);
    expect((await on().importOne(path)).outcome).toBe("unchanged");
  });

  it("what people set in an entry outlives a new file", async () => {
    const path = on().folderWith({
      "dataset.json": describedBy([{ name: "country" }], { id: "edited" }),
      "data.arrow": arrow(),
    });
    await on().importOne(path);
    const entry = on().importer.kept.get("edited");
    if (!entry) throw new Error("not kept");
    on().importer.kept.set("edited", {
      ...entry,
      access: "restricted",
      smallestCell: 5,
      steward: { name: "Ministry" },
    });
    expect((await on().importOne(path)).outcome).toBe("unchanged");
    writeFileSync(join(path, "data.arrow"), arrow({ country: ["Chad", "Mali", "World"], deaths: [1, 2, 4] }));
    expect((await on().importOne(path)).outcome).toBe("updated");
    expect(on().importer.kept.get("edited")).toMatchObject({
      access: "restricted",
      smallestCell: 5,
      steward: { name: "Ministry" },
    });
  });

  it("a bundled file alone, without its description, is described by what it holds", async () => {
    const sha256 = "0a91a59a9a89576c99297b55e9f0cce8e947ece2d82a062cddfa328dc21ae928";
    const file = await on().importOne(join(BUNDLED, "data", `${sha256}.arrow`));
    const entry = on().importer.kept.get(file.dataset ?? "");
    expect(entry?.columns.find((column) => column.name === "Year")).toMatchObject({
      role: "time",
      time: { storedAs: "year", grain: "year" },
    });
    expect(entry?.columns.find((column) => column.name === "Entity")).toMatchObject({
      role: "place",
      level: "region",
    });
    expect(entry?.placeValues.Entity?.find((value) => value.value === "World")?.aggregate).toBe(true);
    const rate = entry?.measures.find((one) => one.column === "Deaths in civil conflicts per 100,000");
    expect(rate).toMatchObject({
      concept: "deaths",
      behaviour: "ratio",
      per: { concept: "population", scale: 100_000 },
    });
    expect(entry?.measures.find((one) => one.column === "Deaths in civil conflicts")).toMatchObject({
      concept: "deaths",
      subject: "civil-conflict",
      behaviour: "flow",
    });
  });
});
