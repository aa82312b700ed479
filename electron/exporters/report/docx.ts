import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, WidthType } from "docx";
import type { Block, ReportDocument } from "../../../shared/review/document.ts";

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** Characters that XML has no place for, which a file name or a title may bring along. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\uFFFD");

/** A report as a Word document, with real headings, lists and tables. */
export async function reportDocx(report: ReportDocument): Promise<Uint8Array> {
  const document = new Document({
    title: printable(report.title),
    creator: "Askline",
    sections: [
      {
        children: [
          new Paragraph({ text: printable(report.title), heading: HeadingLevel.TITLE }),
          ...report.blocks.flatMap(blockOf),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [new Paragraph({ text: printable(block.text), heading: LEVELS[block.level - 1] ?? LEVELS[2] })];
    case "paragraph":
      return [new Paragraph({ text: printable(block.text) })];
    case "list":
      return block.items.map((item) => new Paragraph({ text: printable(item), bullet: { level: 0 } }));
    case "table":
      return [
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          rows: [rowOf(block.head, true), ...block.rows.map((row) => rowOf(row, false))],
        }),
        new Paragraph({ text: "" }),
      ];
  }
}

const rowOf = (cells: readonly string[], isHead: boolean): TableRow =>
  new TableRow({
    tableHeader: isHead,
    children: cells.map((cell) => new TableCell({ children: [new Paragraph({ text: printable(cell) })] })),
  });
