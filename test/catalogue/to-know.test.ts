import { describe, expect, it } from "vitest";
import { beyondTitle, toKnow } from "../../shared/catalogue/to-know.ts";
import { bundled } from "./bundled-datasets.ts";

describe("what one should know of a dataset", () => {
  it("is said once where the source's note is the reason of a break", () => {
    const said = toKnow({
      breaks: [{ on: "2021-08-05", what: "Recovered drops to 0 from 2021-08-05" }],
      notes: ["Cumulative", "Recovered drops to 0, from 2021-08-05.", "Cumulative", "Cases"],
    });
    expect(said).toEqual([
      { on: "2021-08-05", text: "Recovered drops to 0 from 2021-08-05" },
      { on: null, text: "Cumulative" },
      { on: null, text: "Cases" },
    ]);
  });

  it("is never said twice of the data that come with Askline, and nothing is left out", () => {
    for (const { breaks, notes } of bundled.values()) {
      const said = toKnow({ breaks, notes }).map(({ text }) => text);
      expect(new Set(said.map((text) => text.toLowerCase())).size).toBe(said.length);
      expect([...breaks.map(({ what }) => what), ...notes].every((text) => said.includes(text))).toBe(true);
    }
  });
});

describe("a description below its title", () => {
  it("does not repeat it", () => {
    expect(beyondTitle({ title: "Floods", description: "Floods. Granularity: event" })).toBe(
      "Granularity: event",
    );
    expect(beyondTitle({ title: "Floods", description: "FLOODS" })).toBe("");
    expect(beyondTitle({ title: "Floods", description: "Floodsafe areas" })).toBe("Floodsafe areas");
    expect(beyondTitle({ title: "Floods", description: "About floods" })).toBe("About floods");
    expect(beyondTitle({ title: "", description: "Anything" })).toBe("Anything");
  });
});
