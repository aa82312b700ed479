import type { Block, ReportDocument } from "../../../shared/review/document.ts";

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text of people and catalogues is text, whatever it looks like. */
const plain = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#14191d;background:#fff}table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #7a8690;padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#f5f7f8}h1,h2,h3{break-after:avoid}tr{break-inside:avoid}";

/** A report as one web page that needs nothing else: no script, no file, no network. */
export function reportHtml(report: ReportDocument): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    `<title>${plain(report.title)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${plain(report.title)}</h1>`,
    ...report.blocks.map(blockHtml),
    "</main></body></html>\n",
  ].join("\n");
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "heading":
      // The title is the page's first heading.
      return `<h${block.level + 1}>${plain(block.text)}</h${block.level + 1}>`;
    case "paragraph":
      return `<p>${plain(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${plain(item)}</li>`).join("")}</ul>`;
    case "table":
      return `<table><thead><tr>${block.head.map((cell) => `<th scope="col">${plain(cell)}</th>`).join("")}</tr></thead><tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${plain(cell)}</td>`).join("")}</tr>`).join("")}</tbody></table>`;
  }
}
