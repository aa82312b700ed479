import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../renderer/text/en/index.ts";
import { axisNumberWriter, axisWriter, writeDay, writeNumber } from "../../renderer/text/format.ts";
import { fr } from "../../renderer/text/fr/index.ts";
import { fill, type Message } from "../../renderer/text/message.ts";

const places = (message: Message): string[] => {
  const words = typeof message === "string" ? [message] : [message.one, message.other];
  return [...new Set(words.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
};

describe("messages", () => {
  it("fill their places and choose the plural of the language", () => {
    const message = { one: "{count} row", other: "{count} rows" };
    expect(fill(message, { count: 1 }, "en-GB")).toBe("1 row");
    expect(fill(message, { count: 12_000 }, "en-GB")).toBe("12,000 rows");
    expect(fill({ one: "{count} ligne", other: "{count} lignes" }, { count: 0 }, "fr-FR")).toBe("0 ligne");
  });

  it("never put a filling's own braces to use", () => {
    expect(fill("Read as {reading}", { reading: "{count} <b>x</b>" }, "en-GB")).toBe(
      "Read as {count} <b>x</b>",
    );
  });

  it("have the same places in French as in English", () => {
    for (const [key, message] of Object.entries(fr)) {
      const english = Object.entries(en).find(([known]) => known === key)?.[1];
      expect(places(message), key).toEqual(places(english ?? ""));
    }
  });

  it("are all used: each key stands in some file of the renderer", () => {
    const folder = join(import.meta.dirname, "../../renderer");
    const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/^text[\\/](en|fr)/.test(file))
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    const unused = Object.keys(en).filter((key) => !code.includes(`"${key}"`) && !isMade(key, code));
    expect(unused).toEqual([]);
  });
});

/** Keys put together in the code: `answers.state-${state}`. */
function isMade(key: string, code: string): boolean {
  const cuts = [...key.matchAll(/[-.]/g)].map(({ index }) => key.slice(0, index + 1));
  return cuts.some((start) => code.includes(`\`${start}\${`));
}

describe("values", () => {
  it("write days as the locale does and leave what is no day alone", () => {
    expect(writeDay("2021-05-12", "en-GB")).toBe("12 May 2021");
    expect(writeDay("2021-05-12", "fr-FR")).toBe("12 mai 2021");
    expect(writeDay("-2150-01-01", "en-GB")).toBe("-2150-01-01");
    expect(writeDay("2021-13-45", "en-GB")).toBe("2021-13-45");
  });

  it("never round a number again", () => {
    expect(writeNumber(2_234.560_7, "en-GB")).toBe("2,234.5607");
  });

  it("name days, months or years on an axis, by its length", () => {
    const on = (...days: string[]) => axisWriter(days, "en-GB")("2021-03-01");
    expect(on("2021-01-01", "2021-06-30")).toBe("1 Mar");
    expect(on("2020-01-01", "2022-06-30")).toBe("Mar 2021");
    expect(on("1990-01-01", "2022-06-30")).toBe("2021");
  });

  it("write the numbers of one axis all in full or all short", () => {
    expect([25_000, 125_000].map(axisNumberWriter(125_000, "en-GB"))).toEqual(["25,000", "125,000"]);
    expect([500_000, 2_500_000].map(axisNumberWriter(2_500_000, "en-GB"))).toEqual(["500k", "2.5m"]);
  });
});
