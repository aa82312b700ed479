import { type BrowserWindow, dialog } from "electron";

/** The system's own dialogs, on top of the window. Each gives null when the person closed it. */
export type Dialogs = {
  readonly chooseWorkspace: () => Promise<string | null>;
  readonly chooseNewWorkspace: () => Promise<string | null>;
  readonly chooseImports: () => Promise<readonly string[] | null>;
  readonly chooseExport: (suggestedName: string, format: string) => Promise<string | null>;
};

/** Dialogs that belong to the window that `current` gives at the time. */
export function dialogsFor(current: () => BrowserWindow): Dialogs {
  return {
    chooseWorkspace: async () => {
      const chosen = await dialog.showOpenDialog(current(), {
        title: "Open a workspace",
        properties: ["openDirectory"],
      });
      return chosen.filePaths[0] ?? null;
    },
    chooseNewWorkspace: async () => {
      const chosen = await dialog.showSaveDialog(current(), {
        title: "Create a workspace",
        buttonLabel: "Create",
        nameFieldLabel: "Name of the folder",
        properties: ["createDirectory"],
      });
      return chosen.canceled ? null : chosen.filePath;
    },
    chooseImports: async () => {
      const chosen = await dialog.showOpenDialog(current(), {
        title: "Import data or descriptions",
        properties: ["openFile", "multiSelections"],
      });
      return chosen.canceled ? null : chosen.filePaths;
    },
    chooseExport: async (suggestedName, format) => {
      const chosen = await dialog.showSaveDialog(current(), {
        title: "Export the answer",
        defaultPath: suggestedName,
        filters: [{ name: format, extensions: [format] }],
      });
      return chosen.canceled ? null : chosen.filePath;
    },
  };
}
