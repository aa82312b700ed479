import type { Block } from "../../shared/review/document.ts";
import { DataTable } from "../parts/data-table.tsx";

/** A report as the window shows and prints it. */
export function ReportBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <div className="stack report">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a report stand in a fixed order.
        <BlockView key={index} block={block} name={headingBefore(blocks, index)} />
      ))}
    </div>
  );
}

function BlockView({ block, name }: { readonly block: Block; readonly name: string }) {
  switch (block.kind) {
    case "heading":
      if (block.level === 1) return <h2>{block.text}</h2>;
      return block.level === 2 ? <h3>{block.text}</h3> : <h4>{block.text}</h4>;
    case "paragraph":
      return <p className="report-words">{block.text}</p>;
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "table":
      return (
        <DataTable
          caption={name}
          rows={block.rows}
          columns={block.head.map((label, column) => ({
            id: label,
            label,
            heading: column === 0,
            cell: (row: readonly string[]) => row[column] ?? "",
          }))}
        />
      );
  }
}

/** What a table is called when it is read aloud: its columns, under the heading it stands under. */
function headingBefore(blocks: readonly Block[], index: number): string {
  const block = blocks[index];
  const above = blocks.slice(0, index).findLast(({ kind }) => kind === "heading");
  const heading = above?.kind === "heading" ? above.text : "";
  return block?.kind === "table" ? `${heading}: ${block.head.join(", ")}` : heading;
}
