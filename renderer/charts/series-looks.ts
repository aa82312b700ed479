/** How the lines of a chart differ: by colour and by dash, so that colour is never the only sign. */
export const SERIES_LOOKS = [
  { colour: "var(--series-1)", dash: "" },
  { colour: "var(--series-2)", dash: "7 3" },
  { colour: "var(--series-3)", dash: "2 3" },
  { colour: "var(--series-4)", dash: "10 3 2 3" },
  { colour: "var(--series-5)", dash: "14 4" },
  { colour: "var(--series-6)", dash: "4 2" },
  { colour: "var(--series-7)", dash: "1 3" },
  { colour: "var(--series-8)", dash: "8 2 2 2 2 2" },
] as const;
