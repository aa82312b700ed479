export const settings = {
  "settings.title": "Settings",
  "settings.look": "Look",
  "settings.theme": "Theme",
  "settings.theme-system": "As the computer",
  "settings.theme-light": "Light",
  "settings.theme-dark": "Dark",
  "settings.language": "Language",
  "settings.language-note":
    "French covers the frame, Ask, Answers, Requests and Review so far; the rest is in English.",
  "settings.help": "Learn to ask",
  "settings.workspace": "Workspace",
  "settings.folder-note":
    "Everything is in this folder: catalogue, data, ledger and answers. Copy it to back it up.",
  "settings.open": "Open another …",
  "settings.create": "Create a new one …",
  "settings.recent": "Opened before",
  "settings.switch": "Switch",
  "settings.bundled": "This workspace came with Askline. It is yours to change.",
  "settings.about": "About",
  "settings.licence":
    "Askline is free software under the MIT licence. It uses no network: what you ask stays on this computer.",
  "settings.data-licences": "Data in this workspace and its licences",
  "settings.licence-unknown": "No licence is stated",
  "settings.typeface": "Typeface: Inter, under the SIL Open Font Licence 1.1.",
} as const;
