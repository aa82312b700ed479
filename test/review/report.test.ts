import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { reportDocx } from "../../electron/exporters/report/docx.ts";
import { reportHtml } from "../../electron/exporters/report/html.ts";
import { reportOf } from "../../shared/review/report.ts";
import { inFolder, open } from "../askline/open.ts";

/** A workspace in which a reviewer worked; text of people may look like anything. */
async function reviewed(folder: string) {
  const askline = await open(join(folder, "w"), "create-bundled");
  const observed = await askline.recordObservation({
    sort: "improvement",
    text: 'Beds were <b>not</b> counted & nobody said "so".',
    about: [],
    capability: "Public health data",
    rating: "M",
    rootCause: "No form for it",
    recommendation: "Count beds daily",
  });
  if (!observed.ok) throw new Error(observed.problem.message);
  await askline.recordObservation({
    sort: "strength",
    text: "Answers came fast.",
    about: [],
    capability: "Public health data",
    rating: "P",
  });
  await askline.recordAction({
    observationId: observed.value.observationId,
    what: "Daily count of beds",
    owner: "Ministry of Health",
    due: "2027-03-01",
    element: "planning",
    state: "open",
  });
  return askline;
}

describe("the after-action report", () => {
  it("links observations, ratings and the improvement plan, in HSEEP's and in WHO's layout", () =>
    inFolder(async (folder) => {
      const askline = await reviewed(folder);
      const review = await askline.review({});
      if (!review.ok) throw new Error(review.problem.message);
      for (const [layout, headings] of [
        [
          "hseep",
          [
            "Overview",
            "Analysis of core capabilities",
            "Public health data",
            "Strengths",
            "Areas for improvement",
            "Appendix A: Improvement plan",
          ],
        ],
        [
          "who",
          ["Context", "Method", "Findings", "Public health data", "Best practices", "Challenges", "Actions"],
        ],
      ] as const) {
        const { blocks } = reportOf(review.value, layout, { hazard: "Epidemic" }, "2026-11-24T09:00:00.000Z");
        const found = blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
        expect(found).toEqual(expect.arrayContaining([...headings]));
        const text = JSON.stringify(blocks);
        for (const part of ["Daily count of beds", "1 March 2027", "Root cause: No form for it", "Epidemic"])
          expect(text).toContain(part);
      }
      const hseep = JSON.stringify(reportOf(review.value, "hseep", {}, "").blocks);
      expect(hseep).toContain('"Public health data","M – performed with major challenges"');
      await askline.close();
    }));

  it("is written as a web page in which text is text, as Word, and as JSON with the figures", () =>
    inFolder(async (folder) => {
      const askline = await reviewed(folder);
      const asked = { stretch: {}, layout: "hseep", about: { title: "Epidemic <2026>" } } as const;
      for (const format of ["html", "docx", "json"] as const) {
        const written = await askline.exportReport(asked, format, join(folder, `r.${format}`));
        expect(written.ok).toBe(true);
      }
      const html = await readFile(join(folder, "r.html"), "utf8");
      expect(html).toContain("Beds were &lt;b&gt;not&lt;/b&gt; counted &amp; nobody said &quot;so&quot;.");
      expect(html).not.toContain("<b>");
      const json = JSON.parse(await readFile(join(folder, "r.json"), "utf8"));
      expect(json).toMatchObject({ title: "Epidemic <2026>", review: { measures: { questions: 0 } } });
      const word = await documentXml(await readFile(join(folder, "r.docx")));
      expect(word).toContain("Beds were &lt;b&gt;not&lt;/b&gt; counted");
      expect(word).toContain('w:val="Heading1"');
      expect(word).toContain("<w:tbl>");
      await askline.close();
    }));

  it("keeps characters that no document may hold out of it", async () => {
    const report = {
      title: "a\u0001b",
      layout: "who",
      madeAt: "",
      blocks: [{ kind: "paragraph", text: "x\u0000y" }],
    } as const;
    const word = await documentXml(Buffer.from(await reportDocx({ ...report, blocks: [...report.blocks] })));
    expect(word).toContain("x\uFFFDy");
    expect(reportHtml({ ...report, blocks: [...report.blocks] })).toContain("<title>");
  });
});

/** The text part of a Word file, read by a library that knows nothing of how it was made. */
async function documentXml(bytes: Buffer): Promise<string> {
  const zip = await fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== "word/document.xml") continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    return Buffer.concat(pieces).toString("utf8");
  }
  throw new Error("There is no document in the file.");
}
