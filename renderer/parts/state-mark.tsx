import "./state-mark.css";

/** How something stands. Each has its own shape, so that colour is never the only sign. */
export type Standing = "good" | "partly" | "bad" | "grave" | "unknown" | "notice" | "plain";

const SHAPES: Record<Standing, React.ReactNode> = {
  good: <circle cx="6" cy="6" r="5" fill="currentColor" stroke="none" />,
  partly: (
    <>
      <circle cx="6" cy="6" r="4.300" />
      <path d="M6 1.700a4.300 4.300 0 0 1 0 8.600z" fill="currentColor" stroke="none" />
    </>
  ),
  bad: <path d="m2.500 2.500 7 7M9.500 2.500l-7 7" strokeWidth="2" />,
  grave: (
    <path
      d="M3.800.700h4.400l3.100 3.100v4.400l-3.100 3.100H3.800L.700 8.200V3.800z"
      fill="currentColor"
      stroke="none"
    />
  ),
  unknown: <circle cx="6" cy="6" r="4.300" strokeDasharray="2 1.800" />,
  notice: <path d="M6 1.300 11.300 10.700H.7z" fill="currentColor" stroke="none" />,
  plain: <circle cx="6" cy="6" r="4.300" />,
};

/** The shape alone; say the word beside it. */
export function StateShape({ standing }: { readonly standing: Standing }) {
  return (
    <svg
      className={`state-shape state-${standing}`}
      aria-hidden="true"
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.400"
      strokeLinecap="round"
    >
      {SHAPES[standing]}
    </svg>
  );
}

/** Shape and word together. */
export function Badge({ standing, children }: { readonly standing: Standing; readonly children: string }) {
  return (
    <span className="badge">
      <StateShape standing={standing} />
      <span>{children}</span>
    </span>
  );
}

/** A short label without a state: a behaviour, a licence, a place. */
export function Tag({ children, title }: { readonly children: string; readonly title?: string }) {
  return (
    <span className="tag" title={title}>
      {children}
    </span>
  );
}
