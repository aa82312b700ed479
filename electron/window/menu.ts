import { basename } from "node:path";
import { Menu, type MenuItemConstructorOptions } from "electron";

/** What the menu can ask for. Each is a function handed in from main.ts: the menu knows no use cases. */
export type MenuActions = {
  readonly createWorkspace: () => void;
  readonly openWorkspace: () => void;
  readonly openSealed: () => void;
  readonly switchWorkspace: (folder: string) => void;
  readonly goTo: (address: string) => void;
};

/** The places of the application in the order of the rail, with the key that goes there. */
const PLACES: readonly (readonly [label: string, address: string])[] = [
  ["Ask", "/ask"],
  ["Answers", "/answers"],
  ["Catalogue", "/catalogue"],
  ["Requests", "/requests"],
  ["Review", "/review"],
];

/** Sets the application's menu. Called again whenever the recent workspaces change. */
export function setMenu(actions: MenuActions, recent: readonly string[], development: boolean): void {
  const mac = process.platform === "darwin";
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: "appMenu" } as const] : []),
    {
      label: "&File",
      submenu: [
        { label: "New workspace…", accelerator: "CmdOrCtrl+Shift+N", click: actions.createWorkspace },
        { label: "Open workspace…", accelerator: "CmdOrCtrl+O", click: actions.openWorkspace },
        { label: "Open sealed answer…", accelerator: "CmdOrCtrl+Shift+O", click: actions.openSealed },
        { label: "Switch workspace", submenu: recentItems(actions, recent) },
        { type: "separator" },
        { role: mac ? "close" : "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "&Go",
      submenu: PLACES.map(([label, address], place) => ({
        label,
        accelerator: `CmdOrCtrl+${place + 1}`,
        click: () => actions.goTo(address),
      })),
    },
    {
      label: "&View",
      submenu: [
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { role: "togglefullscreen" },
        ...(development ? ([{ role: "reload" }, { role: "toggleDevTools" }] as const) : []),
      ],
    },
    { role: "windowMenu" },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function recentItems(actions: MenuActions, recent: readonly string[]): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: "No other workspace yet", enabled: false }];
  return recent.map((folder) => ({
    label: `${basename(folder)} (${folder})`,
    click: () => actions.switchWorkspace(folder),
  }));
}
