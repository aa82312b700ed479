import { useCallback, useEffect, useRef } from "react";

/**
 * A canvas as wide as its place, sharp on every screen, drawn at most once a frame. `draw` is called again when it
 * changes, when the place changes its width, and when `redraw` asks for it.
 */
export function useCanvas(
  height: number,
  draw: (context: CanvasRenderingContext2D, width: number) => void,
): {
  readonly canvas: React.RefObject<HTMLCanvasElement | null>;
  readonly width: React.RefObject<number>;
  readonly redraw: () => void;
} {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useRef(1);
  const frame = useRef(0);
  const latest = useRef(draw);
  latest.current = draw;

  const redraw = useCallback(() => {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const context = canvas.current?.getContext("2d");
      if (context) latest.current(context, width.current);
    });
  }, []);
  useEffect(() => {
    const element = canvas.current;
    const place = element?.parentElement;
    if (!element || !place) return;
    const stretch = () => {
      const ratio = devicePixelRatio;
      width.current = Math.max(1, place.clientWidth);
      element.width = Math.round(width.current * ratio);
      element.height = Math.round(height * ratio);
      element.style.width = `${width.current}px`;
      element.style.height = `${height}px`;
      element.getContext("2d")?.setTransform(ratio, 0, 0, ratio, 0, 0);
      redraw();
    };
    stretch();
    const watch = new ResizeObserver(stretch);
    watch.observe(place);
    return () => {
      watch.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, [height, redraw]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn changed, so it is drawn again.
  useEffect(redraw, [draw, redraw]);
  return { canvas, width, redraw };
}
