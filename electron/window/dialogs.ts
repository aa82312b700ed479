import { type BrowserWindow, dialog } from "electron";
import type { Problem } from "../../shared/result.ts";

/** The system's own dialogs, on top of the window. Each gives null when the person closed it. */
export type Dialogs = {
  readonly chooseWorkspace: () => Promise<string | null>;
  readonly chooseNewWorkspace: () => Promise<string | null>;
  readonly chooseImports: (what: "files" | "folder") => Promise<readonly string[] | null>;
  readonly chooseSealed: () => Promise<string | null>;
  readonly chooseLedgers: (what: "file" | "folder") => Promise<readonly string[] | null>;
  /** A format of null: a folder is written, under the name chosen. */
  readonly chooseExport: (suggestedName: string, format: string | null) => Promise<string | null>;
  /** Says what went wrong where no page can: a menu has no other place for it. */
  readonly say: (problem: Problem) => Promise<void>;
};

/** Dialogs that belong to the window. */
export function dialogsFor(window: BrowserWindow): Dialogs {
  return {
    chooseWorkspace: async () => {
      const chosen = await dialog.showOpenDialog(window, {
        title: "Open a workspace",
        properties: ["openDirectory"],
      });
      return chosen.filePaths[0] ?? null;
    },
    chooseNewWorkspace: async () => {
      const chosen = await dialog.showSaveDialog(window, {
        title: "Create a workspace",
        buttonLabel: "Create",
        nameFieldLabel: "Name of the folder",
        properties: ["createDirectory"],
      });
      return chosen.canceled ? null : chosen.filePath;
    },
    chooseImports: async (what) => {
      const chosen = await dialog.showOpenDialog(window, {
        title: what === "files" ? "Import data or descriptions" : "Import a folder of them",
        properties: [what === "files" ? "openFile" : "openDirectory", "multiSelections"],
      });
      return chosen.canceled ? null : chosen.filePaths;
    },
    chooseSealed: async () => {
      const chosen = await dialog.showOpenDialog(window, {
        title: "Open a sealed answer",
        properties: ["openFile"],
        filters: [{ name: "Sealed answer", extensions: ["askline"] }],
      });
      return chosen.filePaths[0] ?? null;
    },
    chooseLedgers: async (what) => {
      const chosen = await dialog.showOpenDialog(window, {
        title: "Add another laptop’s ledger",
        properties: what === "file" ? ["openFile", "multiSelections"] : ["openDirectory"],
        ...(what === "file" && { filters: [{ name: "Bundle of ledgers", extensions: ["askline-ledger"] }] }),
      });
      return chosen.canceled ? null : chosen.filePaths;
    },
    chooseExport: async (suggestedName, format) => {
      const chosen = await dialog.showSaveDialog(window, {
        title: "Export",
        defaultPath: suggestedName,
        ...(format !== null && { filters: [{ name: format, extensions: [format] }] }),
      });
      return chosen.canceled ? null : chosen.filePath;
    },
    say: async ({ message, meaning, remedy }) => {
      const detail = [meaning, remedy].filter(Boolean).join("\n");
      const options = { type: "warning", title: "Askline", message, detail } as const;
      await dialog.showMessageBox(window, options);
    },
  };
}
