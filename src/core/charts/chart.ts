import type { MetricRef, Unit } from "../rules/spec.ts";

/**
 * Chart is what a picture shows, as data: stored with its message and drawn by the notifier that can show one. Moments are ms
 * since the epoch, values in the metric's unit.
 */
export type Chart = BudgetChart | LineChart | BarsChart;

interface ChartBase {
  /** The alert that it is about, by id. */
  readonly alert: string;
  readonly metric: MetricRef;
  readonly unit: Unit;
  /** Whom it is about, in the alert's own words. */
  readonly who: string;
  /** The zone of the axis. */
  readonly timezone: string;
  /** Both ends of the axis of time. */
  readonly from: number;
  readonly to: number;
  /** The moment that it shows. */
  readonly at: number;
}

/** Point is a value at a moment; null where there is none. */
export type Point = readonly [at: number, value: number | null];

/** BudgetChart is how a budget was spent over its window, and where that is heading. */
export interface BudgetChart extends ChartBase {
  readonly kind: "budget";
  readonly window: string;
  /** What was spent from the window's beginning to each moment. */
  readonly points: readonly Point[];
  readonly limit: number;
  /** The steps below the limit, as written. */
  readonly steps: readonly { readonly label: string; readonly value: number }[];
  /** What is foretold for the axis's end. */
  readonly forecast?: { readonly p10: number; readonly p50: number; readonly p90: number };
}

/** LineChart is a metric over time beside its bound. */
export interface LineChart extends ChartBase {
  readonly kind: "line";
  /** The window that each point is taken over. */
  readonly window: string;
  readonly points: readonly Point[];
  readonly bound: number;
  readonly direction: "above" | "below";
}

/** BarsChart is a window beside the earlier ones that it was compared with, the latest last. */
export interface BarsChart extends ChartBase {
  readonly kind: "bars";
  readonly window: string;
  /** Each window's end and value. */
  readonly points: readonly Point[];
  readonly median?: number;
  readonly limit: number;
}
