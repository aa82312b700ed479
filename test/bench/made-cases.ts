/** What the entries of the made table of cases share: one measure, 400 regions, four years, and the file that holds it. */
export const madeCases = (sha256: string, rows: number) => ({
  measures: [
    {
      id: "cases",
      label: "cases",
      column: "cases",
      concept: "cases",
      unit: "people",
      behaviour: "flow" as const,
      countsPeople: true,
      preferred: true,
    },
  ],
  placeValues: {
    region: Array.from({ length: 400 }, (_, index) => ({
      value: `Region ${String(index).padStart(3, "0")}`,
      area: null,
    })),
  },
  temporal: { from: "2020-01-01", to: "2023-12-31" },
  distributions: [
    {
      mediaType: "application/vnd.apache.arrow.file",
      sha256,
      held: true,
      profile: { sha256, rows, columns: [] },
    },
  ],
});
