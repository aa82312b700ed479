/** Every address of the window. They can be copied, linked from the ledger and opened again. */
export const addresses = {
  ask: "/ask",
  draft: (id: string) => `/ask?draft=${encodeURIComponent(id)}`,
  /** Opens a copy of an asked question. */
  askFrom: (answerId: string) => `/ask?from=${encodeURIComponent(answerId)}`,
  /** Two questions side by side, each an answer or a draft; null: still to be chosen. */
  compare: (a: string | null, b: string | null) =>
    `/ask/compare?${new URLSearchParams({ ...(a === null ? {} : { a }), ...(b === null ? {} : { b }) })}`,
  vary: (of: string) => `/ask/vary?of=${encodeURIComponent(of)}`,
  examples: "/ask/examples",
  tour: "/ask?tour=1",
  glossary: "/glossary",
  term: (id: string) => `/glossary?term=${encodeURIComponent(id)}`,
  /** The workspace's own words. */
  words: "/words",
  word: (id: string) => `/words?concept=${encodeURIComponent(id)}`,
  newWord: (label: string) => `/words?new=${encodeURIComponent(label)}`,
  run: (runId: string) => `/runs/${encodeURIComponent(runId)}`,
  answers: "/answers",
  answer: (id: string) => `/answers/${encodeURIComponent(id)}`,
  replay: (id: string) => `/answers/${encodeURIComponent(id)}/replay`,
  catalogue: "/catalogue",
  /** The id is in the search part: ids of datasets may hold dots and slashes. */
  dataset: (id: string) => `/catalogue?entry=${encodeURIComponent(id)}`,
  /** The catalogue by what its datasets measure. */
  concepts: "/catalogue?view=concepts",
  /** One thing that is measured, with all its sources. */
  measured: (concept: string, subject: string | null) =>
    `/catalogue?${new URLSearchParams({ measured: concept, ...(subject === null ? {} : { subject }) })}`,
  requests: "/requests",
  requestNew: "/requests/new",
  requestFor: (questionId: string) => `/requests/new?question=${encodeURIComponent(questionId)}`,
  /** For what was typed and is in no ledger yet. */
  requestForWords: (text: string) => `/requests/new?words=${encodeURIComponent(text)}`,
  request: (id: string) => `/requests/${encodeURIComponent(id)}`,
  sealed: (sha256: string) => `/sealed/${sha256}`,
  review: "/review",
  /** A question's whole life; ids of answers, decisions and requests lead there too. */
  life: (id: string) => `/review/life/${encodeURIComponent(id)}`,
  /** Two answers or questions side by side; `Q-…@7`: the version in event 7. */
  compareAnswers: (left: string, right: string) => `/answers/compare?${new URLSearchParams({ left, right })}`,
  report: (stretch: Readonly<Record<string, string>>) => `/review/report?${new URLSearchParams(stretch)}`,
  settings: "/settings",
} as const;
