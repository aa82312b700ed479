import { useCallback, useEffect, useRef } from "react";
import type { Marks } from "../../../shared/review/timeline.ts";
import { useText } from "../../text/language.tsx";
import { drawOverview, type Paint } from "./draw.ts";
import { useCanvas } from "./use-canvas.ts";
import { momentAt, panned, type View, xOf } from "./view.ts";

const HEIGHT = 40;
const NEAR = 8;

/** The whole ledger in one strip, with a brush over the part in view: drag it, its ends, or a new one. */
export function Overview({
  marks,
  whole,
  paint,
  shown,
  live,
  follow,
  onMove,
}: {
  readonly marks: readonly Marks[];
  readonly whole: View;
  readonly paint: Paint;
  readonly shown: View;
  readonly live: React.RefObject<View>;
  /** Set to what moves the brush during a movement of the lanes. */
  readonly follow: React.RefObject<(view: View) => void>;
  readonly onMove: (view: View) => void;
}) {
  const brush = useRef<HTMLDivElement>(null);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, wide: number) =>
      drawOverview(context, { width: wide, height: HEIGHT }, paint, marks, whole),
    [marks, whole, paint],
  );
  const { canvas, width } = useCanvas(HEIGHT, draw);
  useEffect(() => {
    follow.current = (view) => placeBrush(brush.current, view, whole);
    placeBrush(brush.current, live.current, whole);
  }, [follow, whole, live]);

  const drag = useRef<{ x: number; view: View; part: "from" | "to" | "all" | "new" } | null>(null);
  const at = (event: React.PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const down = (event: React.PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = at(event);
    const [left, right] = [
      xOf(live.current.from, whole, width.current),
      xOf(live.current.to, whole, width.current),
    ];
    const isWhole = right - left > width.current - 2;
    const part =
      Math.abs(x - left) < NEAR
        ? "from"
        : Math.abs(x - right) < NEAR
          ? "to"
          : x > left && x < right && !isWhole
            ? "all"
            : "new";
    drag.current = { x, view: live.current, part };
  };
  const over = (event: React.PointerEvent<HTMLDivElement>) => {
    const dragged = drag.current;
    if (dragged === null) return;
    const x = at(event);
    const moment = momentAt(x, whole, width.current);
    const { view, part } = dragged;
    if (part === "all")
      onMove(
        panned(view, (moment - momentAt(dragged.x, whole, width.current)) / (view.to - view.from), whole),
      );
    else if (part === "from") onMove({ from: Math.min(moment, view.to - 1), to: view.to });
    else if (part === "to") onMove({ from: view.from, to: Math.max(moment, view.from + 1) });
    else if (Math.abs(x - dragged.x) > 3) {
      const other = momentAt(dragged.x, whole, width.current);
      onMove({ from: Math.min(moment, other), to: Math.max(moment, other) });
    }
  };
  const end = () => {
    drag.current = null;
  };
  return (
    <div
      className="overview"
      onPointerDown={down}
      onPointerMove={over}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <canvas ref={canvas} height={HEIGHT} />
      <div ref={brush} className="overview-brush">
        <End end="from" shown={shown} whole={whole} onMove={onMove} />
        <End end="to" shown={shown} whole={whole} onMove={onMove} />
      </div>
    </div>
  );
}

function placeBrush(element: HTMLDivElement | null, view: View, whole: View): void {
  if (element === null) return;
  element.style.left = `${xOf(view.from, whole, 100)}%`;
  element.style.width = `${xOf(view.to, whole, 100) - xOf(view.from, whole, 100)}%`;
}

/** One end of the brush, for the keyboard too. */
function End({
  end,
  shown,
  whole,
  onMove,
}: {
  readonly end: "from" | "to";
  readonly shown: View;
  readonly whole: View;
  readonly onMove: (view: View) => void;
}) {
  const { t, day } = useText();
  const keys = (event: React.KeyboardEvent) => {
    const step = (whole.to - whole.from) / 100;
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const moved = Math.min(whole.to, Math.max(whole.from, shown[end] + by));
    onMove(
      end === "from"
        ? { from: Math.min(moved, shown.to - 1), to: shown.to }
        : { from: shown.from, to: Math.max(moved, shown.from + 1) },
    );
  };
  return (
    <div
      className={`overview-end overview-${end}`}
      role="slider"
      tabIndex={0}
      aria-label={t(`timeline.${end}`)}
      aria-valuemin={whole.from}
      aria-valuemax={whole.to}
      aria-valuenow={shown[end]}
      aria-valuetext={day(new Date(shown[end]).toISOString().slice(0, 10))}
      onKeyDown={keys}
    />
  );
}
