import type { ReactNode } from "react";

/** Line drawings on a 16 × 16 grid. They stand beside a word, never in its place. */
const SHAPES = {
  ask: <path d="M2.5 3.5h11v7h-6l-3 3v-3h-2zM5.5 6.5h5M5.5 8.5h3" />,
  answers: <path d="M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2" />,
  catalogue: (
    <path d="M2.5 4c0-1 2.5-1.5 5.5-1.5s5.5.5 5.5 1.5v8c0 1-2.5 1.5-5.5 1.5S2.5 13 2.5 12zM2.5 4c0 1 2.5 1.5 5.5 1.5S13.5 5 13.5 4M2.5 8c0 1 2.5 1.5 5.5 1.5s5.5-.5 5.5-1.5" />
  ),
  requests: <path d="M2.5 4h11v8.500h-11zM2.500 4.500 8 9l5.500-4.500" />,
  review: <path d="M2.500 13.500v-11M2.500 13.500h11M5.500 10.500v-3M8.500 10.500V4M11.500 10.500V6.500" />,
  settings: <path d="M2.5 5h6M12 5h1.5M2.5 11H4M7.500 11h6M10.200 3.200v3.600M5.700 9.200v3.600" />,
  chevron: <path d="m4.500 6.500 3.500 3.500 3.500-3.500" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  search: <path d="M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300l3.200 3.200" />,
  undo: <path d="M5.500 3 2.500 6l3 3M2.500 6h7a3.500 3.500 0 0 1 0 7H6" />,
  redo: <path d="m10.500 3 3 3-3 3M13.500 6h-7a3.500 3.500 0 0 0 0 7H10" />,
  back: <path d="M9.500 3.500 5 8l4.500 4.500" />,
} as const satisfies Record<string, ReactNode>;
export type IconName = keyof typeof SHAPES;

/** A small drawing, silent for screen readers: the word beside it speaks. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      {SHAPES[name]}
    </svg>
  );
}
