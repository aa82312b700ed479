export const askPreview = {
  "preview.heading": "What will be done",
  "preview.open": "What will be done, step by step",
  "preview.back": "What can answer this",
  "preview.waiting": "The steps appear when some data can answer the question.",
  "preview.covered-why":
    "A preview of first rows only. Values that count in your answer stay covered until you seal the question, so that the number cannot shape what you ask or decide.",
  "preview.covered": "covered until sealed",
  "preview.working": "Reading first rows",
  "preview.stopped": "Stopped.",
  "preview.again": "Read again",
  "preview.closed": "The access class of this data lets no single rows be shown.",
  "preview.counted": "The question counts rows, so the rows it keeps stay covered.",
  "preview.one-number": "One number. It is covered until you seal the question.",
  "preview.no-rows": "None of the rows looked at pass this step.",
  "preview.caption-source": {
    one: "Step {step}: the first row of the file",
    other: "Step {step}: the first {count} rows of the file",
  },
  "preview.caption-kept": {
    one: "Step {step}: the first row that is kept",
    other: "Step {step}: the first {count} rows that are kept",
  },
  "preview.caption-keys": {
    one: "Step {step}: what the first figure is of",
    other: "Step {step}: what the first {count} figures are of",
  },
  "preview.part": "Looked at the first {looks} of {rows} rows. The answer itself uses all rows.",
} as const;
