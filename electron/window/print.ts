import type { BrowserWindow } from "electron";

/** The page that is on screen as a PDF, A4, with the styles for print and numbered pages. */
export const pageAsPdf =
  (window: BrowserWindow): (() => Promise<Uint8Array>) =>
  async () =>
    window.webContents.printToPDF({
      pageSize: "A4",
      printBackground: true,
      margins: { top: 0.7, bottom: 0.8, left: 0.7, right: 0.7 },
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate:
        '<div style="width:100%;text-align:center;font:8px sans-serif"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
