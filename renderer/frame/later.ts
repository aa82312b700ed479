import { lazy } from "react";

const charts = () => import("../charts/chart-view.tsx");
const catalogue = () => import("../catalogue/list/catalogue-page.tsx");

/** The chart library and the virtual table are big: they come after the window is usable, before they are asked for. */
export const ChartView = lazy(async () => ({ default: (await charts()).ChartView }));
export const CataloguePage = lazy(async () => ({ default: (await catalogue()).CataloguePage }));

/** Fetches the rest while nothing else is to be done. */
export function fetchTheRest(): void {
  requestIdleCallback(() => void Promise.all([charts(), catalogue()]));
}
