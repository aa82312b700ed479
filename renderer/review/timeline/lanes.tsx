import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { LANES, type Lane, type Timeline, type TimelineItem } from "../../../shared/review/timeline.ts";
import { useText } from "../../text/language.tsx";
import { CANVAS_HEIGHT, drawLanes, LANE_HEIGHT, type Scene } from "./draw.ts";
import { Overview } from "./overview.tsx";
import { usePaint } from "./paint.ts";
import { useCanvas } from "./use-canvas.ts";
import { countIn, momentAt, panned, ticksOf, type View, within, zoomed } from "./view.ts";
import { tickWriter } from "./write-tick.ts";
import { Zoom } from "./zoom.tsx";

/** A tick's words need about so many pixels. */
const TICK_WIDTH = 96;
/** The rest of the page follows when the view has been still for so long, in milliseconds. */
const STILL_MS = 220;

/**
 * One time axis with a lane for each kind of thing. It is drawn anew in every frame of a movement from what the window
 * holds; the page below follows when the movement ends.
 */
export function Lanes({
  timeline,
  whole,
  view,
  selected,
  onView,
  onPick,
}: {
  readonly timeline: Timeline;
  readonly whole: View;
  readonly view: View;
  readonly selected: TimelineItem | null;
  readonly onView: (view: View) => void;
  /** A place in a lane was pressed: the moment, and how far around it counts as the same place. */
  readonly onPick: (lane: Lane, moment: number, reach: number) => void;
}) {
  const { t, day, locale, number } = useText();
  const help = useId();
  const paint = usePaint();
  const live = useRef(view);
  const pointer = useRef<number | null>(null);
  const settle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [shown, setShown] = useState(view);
  const writeTick = useMemo(() => tickWriter(locale), [locale]);

  const draw = useCallback(
    (context: CanvasRenderingContext2D, width: number) => {
      const scene: Scene = {
        marks: timeline.marks,
        view: live.current,
        ticks: ticksOf(live.current, Math.max(2, Math.floor(width / TICK_WIDTH))),
        writeTick,
        selected,
        pointer: pointer.current,
      };
      drawLanes(context, width, paint, scene);
    },
    [timeline, writeTick, selected, paint],
  );
  const { canvas, width, redraw } = useCanvas(CANVAS_HEIGHT, draw);
  const overview = useRef<(view: View) => void>(() => undefined);

  const move = useCallback(
    (next: View) => {
      live.current = within(next, whole);
      redraw();
      overview.current(live.current);
      clearTimeout(settle.current);
      settle.current = setTimeout(() => {
        setShown(live.current);
        onView(live.current);
      }, STILL_MS);
    },
    [whole, redraw, onView],
  );
  // The view may be changed from outside: by the date fields, an address, or the whole growing.
  useEffect(() => {
    if (live.current.from === view.from && live.current.to === view.to) return;
    live.current = view;
    setShown(view);
    overview.current(view);
    redraw();
  }, [view, redraw]);
  useEffect(() => () => clearTimeout(settle.current), []);
  useWheel(canvas, live, whole, move);

  const drag = useRef<{ x: number; view: View; isRange: boolean; moved: boolean } | null>(null);
  const range = useRef<HTMLDivElement>(null);
  const at = (event: React.PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;

  const down = (event: React.PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: at(event), view: live.current, isRange: event.shiftKey, moved: false };
  };
  const over = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const x = at(event);
    const dragged = drag.current;
    if (dragged === null) {
      pointer.current = x;
      redraw();
      return;
    }
    if (Math.abs(x - dragged.x) > 3) dragged.moved = true;
    if (!dragged.moved) return;
    if (dragged.isRange) showRange(range.current, dragged.x, x);
    else move(panned(dragged.view, (dragged.x - x) / width.current, whole));
  };
  const up = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const dragged = drag.current;
    drag.current = null;
    showRange(range.current, 0, 0);
    if (dragged === null) return;
    const x = at(event);
    if (dragged.moved && dragged.isRange)
      move({
        from: momentAt(Math.min(x, dragged.x), live.current, width.current),
        to: momentAt(Math.max(x, dragged.x), live.current, width.current),
      });
    else if (!dragged.moved) {
      const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
      const lane = LANES[Math.floor(y / LANE_HEIGHT)];
      const reach = (10 / width.current) * (live.current.to - live.current.from);
      if (lane !== undefined) onPick(lane, momentAt(x, live.current, width.current), reach);
    }
  };
  const keys = (event: React.KeyboardEvent) => {
    const wanted = stepOf(event.key, live.current, whole);
    if (wanted === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(wanted);
  };
  const counts = LANES.map((lane) => ({
    lane,
    count: timeline.marks
      .filter((marks) => marks.lane === lane)
      .reduce((sum, marks) => sum + countIn(marks, { from: shown.from, to: shown.to + 1 }), 0),
  }));
  const days = { from: day(iso(shown.from).slice(0, 10)), to: day(iso(shown.to).slice(0, 10)) };
  return (
    <section className="timeline" aria-label={t("review.timeline")}>
      <div className="timeline-head">
        <p className="timeline-days" aria-live="polite">
          {t("timeline.in-view", days)}
        </p>
        <Zoom view={live} whole={whole} onMove={move} />
      </div>
      <div className="timeline-body">
        <ul className="timeline-names" style={{ height: CANVAS_HEIGHT }}>
          {counts.map(({ lane, count }) => (
            <li key={lane} style={{ height: LANE_HEIGHT }}>
              {t(`review.lane-${lane}`)} <span className="quiet">{number(count)}</span>
            </li>
          ))}
        </ul>
        {/* biome-ignore lint/a11y/useSemanticElements: no set of form fields. */}
        <div
          className="timeline-canvas"
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: moved by keys; the list below says the same in words.
          tabIndex={0}
          aria-label={t("timeline.moved", days)}
          aria-describedby={help}
          onKeyDown={keys}
        >
          <canvas
            ref={canvas}
            height={CANVAS_HEIGHT}
            onPointerDown={down}
            onPointerMove={over}
            onPointerUp={up}
            onPointerCancel={() => {
              drag.current = null;
            }}
            onPointerLeave={() => {
              pointer.current = null;
              redraw();
            }}
          />
          <div ref={range} className="timeline-range" hidden />
        </div>
      </div>
      <Overview
        marks={timeline.marks}
        whole={whole}
        paint={paint}
        shown={shown}
        onMove={move}
        follow={overview}
        live={live}
      />
      <p id={help} className="small quiet">
        {t("timeline.keys")}
      </p>
    </section>
  );
}

/** Where a key leads: arrows move, + and − zoom, Home shows all; null for other keys. */
function stepOf(key: string, now: View, whole: View): View | null {
  const middle = (now.from + now.to) / 2;
  switch (key) {
    case "ArrowLeft":
      return panned(now, -0.1, whole);
    case "ArrowRight":
      return panned(now, 0.1, whole);
    case "+":
    case "=":
      return zoomed(now, 0.6, middle, whole);
    case "-":
      return zoomed(now, 1 / 0.6, middle, whole);
    case "Home":
      return whole;
    default:
      return null;
  }
}

const iso = (moment: number): string => new Date(moment).toISOString();

function showRange(element: HTMLDivElement | null, a: number, b: number): void {
  if (element === null) return;
  element.hidden = a === b;
  element.style.left = `${Math.min(a, b)}px`;
  element.style.width = `${Math.abs(b - a)}px`;
}

/** Ctrl with the wheel, or two fingers, zooms around the pointer; a sideways wheel moves. A plain wheel scrolls the page. */
function useWheel(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  live: React.RefObject<View>,
  whole: View,
  move: (view: View) => void,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      const isZoom = event.ctrlKey || event.metaKey;
      if (!isZoom && (sideways === 0 || Math.abs(event.deltaY) > Math.abs(sideways))) return;
      event.preventDefault();
      const { left, width } = element.getBoundingClientRect();
      const now = live.current;
      move(
        isZoom
          ? zoomed(now, Math.exp(event.deltaY / 300), momentAt(event.clientX - left, now, width), whole)
          : panned(now, sideways / width, whole),
      );
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [canvas, live, whole, move]);
}
