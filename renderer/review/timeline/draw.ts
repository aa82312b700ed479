import { LANES, type Lane, type Marks, type TimelineItem } from "../../../shared/review/timeline.ts";
import { binned, countIn, firstFrom, type Tick, type View, xOf } from "./view.ts";

export const LANE_HEIGHT = 34;
export const AXIS_HEIGHT = 22;
export const laneTop = (lane: Lane): number => LANES.indexOf(lane) * LANE_HEIGHT;
export const CANVAS_HEIGHT = LANES.length * LANE_HEIGHT + AXIS_HEIGHT;

/** More things than this in view are drawn as columns, so that a frame costs the same however many there are. */
const MOST_SINGLE = 300;
const COLUMN = 4;
const BAR_ROWS = 3;

/** What is drawn with: the page's own colours, read when the theme changes. */
export type Paint = Readonly<
  Record<TimelineItem["standing"] | "line" | "text" | "chosen" | "quiet", string>
> & {
  readonly font: string;
};

export type Scene = {
  readonly marks: readonly Marks[];
  readonly view: View;
  readonly ticks: readonly Tick[];
  readonly writeTick: (tick: Tick) => string;
  readonly selected: Pick<TimelineItem, "lane" | "at"> | null;
  /** The pointer's place, for the line under it; null when it is elsewhere. */
  readonly pointer: number | null;
};

/** Draws all lanes for one view. Costs some thousand steps, whatever the number of events. */
export function drawLanes(
  context: CanvasRenderingContext2D,
  width: number,
  paint: Paint,
  scene: Scene,
): void {
  context.clearRect(0, 0, width, CANVAS_HEIGHT);
  drawAxis(context, width, paint, scene);
  for (const lane of LANES) {
    const own = scene.marks.filter((marks) => marks.lane === lane);
    const top = laneTop(lane);
    context.fillStyle = paint.line;
    context.fillRect(0, top + LANE_HEIGHT - 1, width, 1);
    if (own.reduce((sum, marks) => sum + countIn(marks, scene.view), 0) > MOST_SINGLE)
      drawColumns(context, width, top, paint, own, scene.view);
    else {
      let before = 0;
      for (const marks of own) {
        drawSingles(context, width, { top, before }, paint, marks, scene.view);
        before += marks.at.length;
      }
    }
  }
  if (scene.selected !== null) drawSelected(context, width, paint, scene.selected, scene.view);
  if (scene.pointer !== null) {
    context.fillStyle = paint.quiet;
    context.fillRect(Math.round(scene.pointer), 0, 1, CANVAS_HEIGHT - AXIS_HEIGHT);
  }
}

function drawAxis(
  context: CanvasRenderingContext2D,
  width: number,
  paint: Paint,
  { ticks, writeTick, view }: Scene,
): void {
  context.font = paint.font;
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const tick of ticks) {
    const x = Math.round(xOf(tick.at, view, width));
    context.fillStyle = paint.line;
    context.fillRect(x, 0, 1, CANVAS_HEIGHT - AXIS_HEIGHT + 4);
    context.fillStyle = paint.quiet;
    context.fillText(writeTick(tick), x + 4, CANVAS_HEIGHT - AXIS_HEIGHT / 2);
  }
}

/** Columns whose height grows with the logarithm of the count; what went badly is on top and hatched. */
function drawColumns(
  context: CanvasRenderingContext2D,
  width: number,
  top: number,
  paint: Paint,
  own: readonly Marks[],
  view: View,
): void {
  const bins = Math.max(1, Math.floor(width / COLUMN));
  const counts = own.map(({ at }) => binned(at, view, bins));
  let most = 0;
  const sums = new Uint32Array(bins);
  for (let bin = 0; bin < bins; bin += 1) {
    let sum = 0;
    for (const one of counts) sum += one[bin] ?? 0;
    sums[bin] = sum;
    if (sum > most) most = sum;
  }
  const full = LANE_HEIGHT - 6;
  const scale = full / Math.log1p(most);
  const filled = new Float64Array(bins);
  for (const [nth, { standing }] of own.entries()) {
    context.fillStyle = paint[standing];
    const one = counts[nth];
    if (one === undefined) continue;
    for (let bin = 0; bin < bins; bin += 1) {
      const count = one[bin] ?? 0;
      if (count === 0) continue;
      const height = Math.max(1, (Math.log1p(sums[bin] ?? 0) * scale * count) / (sums[bin] ?? 1));
      const low = top + LANE_HEIGHT - 2 - (filled[bin] ?? 0);
      if (standing === "bad") {
        for (let y = low - height; y < low; y += 2) context.fillRect(bin * COLUMN, y, COLUMN - 1, 1);
      } else context.fillRect(bin * COLUMN, low - height, COLUMN - 1, height);
      filled[bin] = (filled[bin] ?? 0) + height;
    }
  }
}

/** One by one: each with the shape of its standing, what lasts as a bar. */
function drawSingles(
  context: CanvasRenderingContext2D,
  width: number,
  /** Where the lane begins, and how many bars were drawn in it before: each goes into the next row. */
  { top, before }: { readonly top: number; readonly before: number },
  paint: Paint,
  { at, until, standing }: Marks,
  view: View,
): void {
  const middle = top + LANE_HEIGHT / 2;
  if (until !== null) {
    // What began before the view may last into it; there are few of what lasts.
    for (let i = 0; i < at.length; i += 1) {
      const [begin, end] = [at[i] ?? 0, until[i] ?? 0];
      if (end < view.from || begin > view.to) continue;
      const [left, right] = [
        Math.max(-8, xOf(begin, view, width)),
        Math.min(width + 8, xOf(end, view, width)),
      ];
      const y = top + 6 + ((before + i) % BAR_ROWS) * 8;
      context.fillStyle = paint[standing];
      context.globalAlpha = 0.35;
      context.fillRect(left, y, Math.max(3, right - left), 5);
      context.globalAlpha = 1;
      drawShape(context, left, y + 2.5, 4, standing, paint);
    }
    return;
  }
  for (let i = firstFrom(at, view.from); i < at.length; i += 1) {
    const moment = at[i] ?? 0;
    if (moment > view.to) return;
    drawShape(context, xOf(moment, view, width), middle, 5, standing, paint);
  }
}

/** The shapes of the page's state marks: full circle, half circle, cross, ring. */
function drawShape(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  standing: TimelineItem["standing"],
  paint: Paint,
): void {
  context.fillStyle = paint[standing];
  context.strokeStyle = paint[standing];
  context.lineWidth = 1.6;
  context.beginPath();
  if (standing === "bad") {
    context.moveTo(x - radius + 1, y - radius + 1);
    context.lineTo(x + radius - 1, y + radius - 1);
    context.moveTo(x + radius - 1, y - radius + 1);
    context.lineTo(x - radius + 1, y + radius - 1);
    context.stroke();
    return;
  }
  context.arc(x, y, radius - 0.5, 0, 2 * Math.PI);
  if (standing === "good") context.fill();
  else context.stroke();
  if (standing !== "partly") return;
  context.beginPath();
  context.arc(x, y, radius - 0.5, -Math.PI / 2, Math.PI / 2);
  context.fill();
}

function drawSelected(
  context: CanvasRenderingContext2D,
  width: number,
  paint: Paint,
  selected: Pick<TimelineItem, "lane" | "at">,
  view: View,
): void {
  const x = xOf(Date.parse(selected.at), view, width);
  if (x < -10 || x > width + 10) return;
  context.strokeStyle = paint.text;
  context.lineWidth = 2;
  context.strokeRect(x - 9, laneTop(selected.lane) + 3, 18, LANE_HEIGHT - 7);
}

/** The whole in one strip: how much happened when. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  paint: Paint,
  marks: readonly Marks[],
  whole: View,
): void {
  const { width, height } = size;
  context.clearRect(0, 0, width, height);
  const bins = Math.max(1, Math.floor(width / 2));
  const sums = new Uint32Array(bins);
  for (const { at } of marks)
    for (const [bin, count] of binned(at, whole, bins).entries()) sums[bin] = (sums[bin] ?? 0) + count;
  const scale = (height - 4) / Math.log1p(Math.max(1, ...sums));
  context.fillStyle = paint.quiet;
  for (const [bin, sum] of sums.entries()) {
    const tall = Math.log1p(sum) * scale;
    if (sum > 0) context.fillRect(bin * 2, height - Math.max(2, tall), 1.5, Math.max(2, tall));
  }
}
