import { lazy } from "react";

const charts = () => import("../charts/chart-view.tsx");
const catalogue = () => import("../catalogue/list/catalogue-page.tsx");
const review = () => import("../review/review-page.tsx");
const life = () => import("../review/life-page.tsx");
const report = () => import("../review/report-page.tsx");
const largeTable = () => import("../answer/large-answer-table.tsx");
const rowsBehind = () => import("../answer/rows-behind.tsx");
const arrow = () => import("../../shared/api/packed-rows.ts");

/** The chart library, the virtual table and what rests on them are big: they come after the window is usable, before they are asked for. */
export const ChartView = lazy(async () => ({ default: (await charts()).ChartView }));
export const CataloguePage = lazy(async () => ({ default: (await catalogue()).CataloguePage }));
export const ReviewPage = lazy(async () => ({ default: (await review()).ReviewPage }));
export const LifePage = lazy(async () => ({ default: (await life()).LifePage }));
export const ReportPage = lazy(async () => ({ default: (await report()).ReportPage }));
export const LargeAnswerTable = lazy(async () => ({ default: (await largeTable()).LargeAnswerTable }));
export const RowsBehind = lazy(async () => ({ default: (await rowsBehind()).RowsBehind }));

/** Fetches the rest while nothing else is to be done. */
export function fetchTheRest(): void {
  requestIdleCallback(
    () =>
      void Promise.all([
        charts(),
        catalogue(),
        review(),
        life(),
        report(),
        largeTable(),
        rowsBehind(),
        arrow(),
      ]),
  );
}
