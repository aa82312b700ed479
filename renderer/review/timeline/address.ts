import { addresses } from "../../frame/addresses.ts";
import type { View } from "./view.ts";
import { within } from "./view.ts";

const DAY_MS = 86_400_000;

/** The whole axis: from the first thing's day to the end of the last one's (milliseconds since 1970, UTC days). */
export function wholeOf(first: string | null, last: string | null): View {
  const from = Math.floor(Date.parse(first ?? "1970-01-01") / DAY_MS) * DAY_MS;
  const to = Math.floor(Date.parse(last ?? first ?? "1970-01-01") / DAY_MS) * DAY_MS + DAY_MS - 1;
  return { from, to };
}

/** The view that an address names; what it leaves open, or says wrongly, is the whole. */
export function viewOf(search: string, whole: View): View {
  const parts = new URLSearchParams(search);
  const [from, to] = [Date.parse(parts.get("from") ?? ""), Date.parse(parts.get("to") ?? "")];
  const view = {
    from: Number.isNaN(from) ? whole.from : from,
    to: Number.isNaN(to) ? whole.to : to,
  };
  return view.from < view.to ? within(view, whole) : whole;
}

/** The address of a view; the whole has the plain one. */
export function addressOfView(view: View, whole: View): string {
  if (view.from <= whole.from && view.to >= whole.to) return addresses.review;
  const parts = { from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString() };
  return `${addresses.review}?${new URLSearchParams(parts)}`;
}
