import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { importMetadata } from "../../../electron/importers/metadata/import-metadata.ts";
import { readEntries } from "../../../electron/importers/metadata/read-entries.ts";
import { sniffMetadata } from "../../../electron/importers/metadata/sniff.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";

const folder = mkdtempSync(join(tmpdir(), "askline-metadata-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const importing = async (paths: readonly string[], known: readonly Dataset[] = []) => {
  const byId = new Map(known.map((dataset) => [dataset.id, dataset]));
  const result = await importMetadata({ paths, existing: (id) => byId.get(id) });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

/** Every text, number and truth value of a JSON value, as text. */
function leaves(value: unknown, into: string[] = []): string[] {
  if (Array.isArray(value)) for (const inner of value) leaves(inner, into);
  else if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) leaves(inner, into);
  else if (value !== null && value !== "") into.push(String(value));
  return into;
}

const line = (id: string, title = `Entry ${id}`) =>
  JSON.stringify({ id, title, description: "d", colour: "kept" });

describe("the real catalogues", () => {
  const at = (name: string) =>
    fileURLToPath(new URL(`../../../../shared/catalogue/${name}`, import.meta.url));
  const names = [
    ["us-federal-data.json.gz", "dcat-us", 3357],
    ["owid-datapackages.jsonl.gz", "data-package", 766],
    ["aws-open-data.jsonl.gz", "aws-registry", 1190],
    ["worldbank-indicators.jsonl.gz", "world-bank", 16643],
    ["hdx-entries.jsonl.gz", "catalogue-line", 26246],
  ] as const;
  const there = existsSync(at("all.jsonl.gz"));

  it.skipIf(!there)(
    "come in whole, in under 30 seconds, and a second time change nothing (skipped without ../shared)",
    async () => {
      const paths = names.map(([name]) => at(name));
      const started = performance.now();
      const { datasets, files } = await importing(paths);
      const seconds = (performance.now() - started) / 1000;
      console.log(`${datasets.length} entries of five catalogues imported in ${seconds.toFixed(1)} s`);
      expect(seconds).toBeLessThan(30);
      expect(files.map((one) => [one.formats, one.added, one.rejectedCount])).toEqual(
        names.map(([, format, count]) => [[format], count, 0]),
      );
      const again = await importing(paths, datasets);
      expect(again.datasets).toEqual([]);
      expect(again.files.map((one) => one.unchanged)).toEqual(names.map(([, , count]) => count));
    },
  );

  it.skipIf(!there)(
    "lose no value of any field (skipped without ../shared)",
    { timeout: 120_000 },
    async () => {
      let compared = 0;
      for (const [name] of names) {
        for await (const entry of readEntries(at(name), {
          onBytes: () => undefined,
          onEnd: () => undefined,
        })) {
          if (!entry.result.ok) throw new Error(`${name} ${entry.at}: ${entry.result.problem.message}`);
          // As often as it was there: a value that also stands elsewhere in the entry does not hide the loss of another.
          const kept = new Map<string, number>();
          for (const text of leaves(entry.result.value)) kept.set(text, (kept.get(text) ?? 0) + 1);
          const original = leaves(JSON.parse(entry.text)).map((text) =>
            text.replace(/[\uD800-\uDFFF]/gu, "\uFFFD"),
          );
          const lost = original.filter((text) => {
            const left = kept.get(text) ?? 0;
            kept.set(text, left - 1);
            return left <= 0;
          });
          if (lost.length > 0) expect.fail(`${name} entry ${entry.at} lost: ${lost.slice(0, 3).join(" | ")}`);
          compared += 1;
        }
      }
      expect(compared).toBe(48202);
    },
  );
});

describe("what comes in", () => {
  it("is added once, then unchanged, then updated when its source changes", async () => {
    const path = file("three.jsonl", [line("a"), line("b"), line("c")].join("\n"));
    const first = await importing([path]);
    expect(first.files[0]).toMatchObject({
      added: 3,
      updated: 0,
      unchanged: 0,
      rejectedCount: 0,
      problem: null,
    });
    const second = await importing([path], first.datasets);
    expect(second.files[0]).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
    const changed = file("three-changed.jsonl", [line("a"), line("b", "New title"), line("c")].join("\n"));
    const third = await importing([changed], first.datasets);
    expect(third.files[0]).toMatchObject({ added: 0, updated: 1, unchanged: 2 });
    expect(third.datasets.map((dataset) => dataset.title)).toEqual(["New title"]);
  });

  it("is unchanged where its source only writes it in another order, with other blanks, or in another file", async () => {
    const first = await importing([file("order.jsonl", line("a"))]);
    const reversed = Object.fromEntries(Object.entries(JSON.parse(line("a"))).reverse());
    const again = file("order-again.json", JSON.stringify([reversed], null, 2));
    expect((await importing([again], first.datasets)).files[0]).toMatchObject({ updated: 0, unchanged: 1 });
    const changed = file("order-changed.json", JSON.stringify([{ ...reversed, colour: "lost" }], null, 2));
    expect((await importing([changed], first.datasets)).files[0]).toMatchObject({ updated: 1, unchanged: 0 });
  });

  it("keeps fields that have no place of their own", async () => {
    const { datasets } = await importing([file("extra.jsonl", line("a"))]);
    expect(datasets[0]?.extra).toEqual({ colour: "kept" });
  });

  it("keeps an id that a catalogue already made unique", async () => {
    const { datasets } = await importing([
      file("unique.jsonl", [line("owid:4129"), line("owid:4129~2")].join("\n")),
    ]);
    expect(datasets.map((dataset) => dataset.id)).toEqual(["owid:4129", "owid:4129~2"]);
  });

  it("gets ~2 where an id comes twice, and stays idempotent", async () => {
    const path = file("twice.jsonl", [line("a", "One"), line("a", "Two")].join("\n"));
    const { datasets } = await importing([path]);
    expect(datasets.map((dataset) => dataset.id)).toEqual(["a", "a~2"]);
    expect((await importing([path], datasets)).files[0]).toMatchObject({ unchanged: 2 });
  });

  it("is cancelled in the middle without a trace", async () => {
    const controller = new AbortController();
    const path = file("many.jsonl", Array.from({ length: 3000 }, (_, n) => line(`e${n}`)).join("\n"));
    const result = await importMetadata({
      paths: [path],
      existing: () => undefined,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(result).toMatchObject({ ok: false, problem: { code: "cancelled" } });
  });

  it("tells its progress", async () => {
    const seen: number[] = [];
    const path = file("progress.jsonl", Array.from({ length: 2000 }, (_, n) => line(`p${n}`)).join("\n"));
    await importMetadata({
      paths: [path],
      existing: () => undefined,
      onProgress: ({ entries }) => seen.push(entries),
    });
    expect(seen).toEqual([500, 1000, 1500, 2000, 2000]);
  });
});

describe("bad input", () => {
  it("one bad line among good ones costs that line only", async () => {
    const path = file(
      "bad-line.jsonl",
      [line("a"), '{"id": "b", "title": ', line("c"), "[1,2]", '"text"'].join("\n"),
    );
    const { datasets, files } = await importing([path]);
    expect(datasets.map((dataset) => dataset.id)).toEqual(["a", "c"]);
    expect(files[0]?.rejected.map(({ at, problem }) => [at, problem.code])).toEqual([
      [2, "bad-input"],
      [4, "unsupported-format"],
      [4, "unsupported-format"],
      [5, "unsupported-format"],
    ]);
  });

  it("a document cut off in the middle gives what came before, and says so", async () => {
    const whole = JSON.stringify({ dataset: ["a", "b", "c"].map((id) => JSON.parse(line(id))) });
    const { datasets, files } = await importing([file("cut.json", whole.slice(0, -40))]);
    expect(datasets.map((dataset) => dataset.id)).toEqual(["a", "b"]);
    expect(files[0]?.problem).toMatchObject({ code: "damaged-file" });
  });

  it("an empty file, a missing file and one that is no JSON are named", async () => {
    const { files } = await importing([
      file("empty.json", ""),
      join(folder, "missing.json"),
      file("text.json", "hello"),
    ]);
    expect(files.map((one) => one.problem?.code)).toEqual(["bad-input", "not-found", "bad-input"]);
  });

  it("a compressed file that is damaged is told from one that is made to overwhelm", async () => {
    const damaged = gzipSync(Buffer.from(Array.from({ length: 20_000 }, (_, n) => line(`g${n}`)).join("\n")));
    // Lines of blanks, none of them too long by itself.
    const bomb = gzipSync(Buffer.alloc(120 * 1024 * 1024, `${" ".repeat(1023)}\n`));
    const { files } = await importing([
      file("damaged.jsonl.gz", damaged.subarray(0, damaged.length >> 1)),
      file("bomb.jsonl.gz", bomb),
    ]);
    expect(files[0]?.problem?.code).toBe("damaged-file");
    expect(files[1]?.problem).toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("far more than its size"),
    });
  });

  it("nesting without end is refused, not followed", async () => {
    const deep = `${'{"id":"d","title":"Deep","x":'}${"[".repeat(5000)}${"]".repeat(5000)}}`;
    const { datasets, files } = await importing([file("deep.jsonl", `${deep}\n${line("a")}`)]);
    expect(datasets.map((dataset) => dataset.id)).toEqual(["a"]);
    expect(files[0]?.rejected[0]?.problem.message).toContain("nested");
  });

  it("an entry with a million fields is refused quickly, whether it is told from data or imported", async () => {
    const fields = Array.from({ length: 1_000_000 }, (_, n) => `"c${n}":1`).join(",");
    const path = file("fields.jsonl", `{${fields}}\n${line("a")}`);
    const began = performance.now();
    expect(await sniffMetadata(path)).toBeNull();
    expect(performance.now() - began).toBeLessThan(2000);
    const { datasets, files } = await importing([path]);
    expect(datasets.map((dataset) => dataset.id)).toEqual(["a"]);
    expect(files[0]?.rejected[0]?.problem.message).toContain("1,000,000 fields");
  });

  it("nodes that point at each other end after one step", async () => {
    const graph = [
      {
        "@id": "x:1",
        "@type": "dcat:Dataset",
        "dcterms:title": "One",
        "dcterms:publisher": { "@id": "x:2" },
        "dcterms:isPartOf": { "@id": "x:2" },
      },
      {
        "@id": "x:2",
        "@type": "dcat:DatasetSeries",
        "dcterms:title": "Two",
        "dcat:distribution": [{ "@id": "x:1" }],
      },
    ];
    const { datasets } = await importing([file("cycle.jsonld", JSON.stringify({ "@graph": graph }))]);
    expect(datasets.map((dataset) => dataset.title)).toEqual(["One", "Two"]);
  });

  it("scripts in titles stay text, half characters are replaced, names of JavaScript's own are only names", async () => {
    const title = "<script>alert(1)</script> & \\ud83d half";
    const path = file(
      "odd.jsonl",
      `{"id":"a","title":"${title}","__proto__":{"polluted":true},"constructor":"c"}`,
    );
    const { datasets } = await importing([path]);
    expect(datasets[0]?.title).toBe("<script>alert(1)</script> & \uFFFD half");
    expect(Object.getPrototypeOf(datasets[0]?.extra)).toBe(Object.prototype);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("200 MB of JSON come in without blocking for long", { timeout: 120_000 }, async () => {
    const entry = JSON.stringify({ id: "big", title: "Big", description: "x".repeat(200_000) });
    const path = file(
      "big.json",
      `{"dataset":[${Array.from({ length: 1000 }, (_, n) => entry.replace('"big"', `"big${n}"`)).join(",")}]}`,
    );
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    const { files } = await importing([path]);
    clearInterval(timer);
    console.log(`200 MB of JSON: longest pause of the event loop ${longest.toFixed(0)} ms`);
    expect(files[0]).toMatchObject({ added: 1000, problem: null });
    expect(longest).toBeLessThan(1000);
  });
});

describe("telling entries from data", () => {
  it("goes by the first entries, not by the file's name, and is not misled by a spoilt one", async () => {
    const spoilt = file("spoilt.jsonl", ["not JSON", '{"no":"title"}', line("a")].join("\n"));
    expect(await sniffMetadata(spoilt)).toBe("catalogue-line");
    expect(await sniffMetadata(file("entries.jsonl", line("a")))).toBe("catalogue-line");
    expect(await sniffMetadata(file("rows.jsonl", '{"country":"Italy","deaths":3}'))).toBeNull();
    expect(await sniffMetadata(file("table.csv", "id,title\na,b"))).toBeNull();
  });
});
