/** Every address of the window. They can be copied, linked from the ledger and opened again. */
export const addresses = {
  ask: "/ask",
  run: (runId: string) => `/runs/${encodeURIComponent(runId)}`,
  answers: "/answers",
  answer: (id: string) => `/answers/${encodeURIComponent(id)}`,
  replay: (id: string) => `/answers/${encodeURIComponent(id)}/replay`,
  catalogue: "/catalogue",
  /** The id is in the search part: ids of datasets may hold dots and slashes. */
  dataset: (id: string) => `/catalogue?entry=${encodeURIComponent(id)}`,
  requests: "/requests",
  requestNew: "/requests/new",
  requestFor: (questionId: string) => `/requests/new?question=${encodeURIComponent(questionId)}`,
  request: (id: string) => `/requests/${encodeURIComponent(id)}`,
  sealed: (sha256: string) => `/sealed/${sha256}`,
  review: "/review",
  report: (stretch: Readonly<Record<string, string>>) => `/review/report?${new URLSearchParams(stretch)}`,
  settings: "/settings",
} as const;
