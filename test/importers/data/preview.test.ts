import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { previewData } from "../../../electron/importers/data/preview-data.ts";
import { onBench } from "./source-files.ts";

const on = onBench();

describe("a preview", () => {
  it("shows the entry and the reasons, and keeps nothing", async () => {
    const path = on().folderWith({
      "figures.csv":
        "country,date,total_deaths,new_deaths\nFrance,2021-01-01,5,5\nFrance,2021-01-02,7,2\nItaly,2021-01-01,1,1\n",
    });
    const before = new Map(on().importer.kept);
    const [preview] = await previewData([path], on().importer.ports);
    expect(preview).toMatchObject({ outcome: "added", rows: 3, problem: null, dataset: { id: "figures" } });
    expect(
      preview?.evidence.find((one) => one.measure === "total-deaths" && one.field === "behaviour")?.text,
    ).toContain("running total");
    expect(on().importer.kept).toEqual(before);
    expect(readdirSync(on().importer.data).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("tells what is wrong instead", async () => {
    const [preview] = await previewData([join(on().folder, "not-there")], on().importer.ports);
    expect(preview).toMatchObject({ outcome: "rejected", dataset: null, problem: { code: "not-found" } });
  });
});
