const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round ticks from at most `low` to at least `high`, about `count` of them; zero is among them when it is near. */
export function niceTicks(low: number, high: number, count = 5): readonly number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const from = low > 0 && low < high / 2 ? 0 : Math.min(low, high);
  const to = high < 0 && high > low / 2 ? 0 : Math.max(high, from);
  if (from === to) return from === 0 ? [0, 1] : from > 0 ? [0, from] : [from, 0];
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((nice) => nice * power >= rough) ?? 10) * power;
  if (!Number.isFinite(1 / step) || step === 0) return [from, to];
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  // Dividing by the reciprocal keeps 0.3 from becoming 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, nth) =>
    step < 1 ? (first + nth) / Math.round(1 / step) : (first + nth) * step,
  );
}
