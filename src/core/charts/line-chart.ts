import type { ThresholdRule } from "../rules/spec.ts";
import { durationName } from "../time/index.ts";
import { frameOf } from "../windows/frame.ts";
import type { LineChart, Point } from "./chart.ts";
import type { ChartEngine, Drawn } from "./drawn.ts";
import { moments } from "./moments.ts";

type Shape = Omit<LineChart, "alert" | "metric" | "unit" | "who" | "timezone" | "at">;

const POINTS = 60;
/** How many windows the axis is long: enough to see what is usual. */
const WINDOWS = 12;

/** lineChart shows a metric as its rule saw it at each moment, over a stretch that holds several of its windows. */
export function lineChart(
  engine: ChartEngine,
  { alert, rule, at }: Drawn & { readonly rule: ThresholdRule },
): Shape {
  const { window, bound, direction } = rule;
  const placed = placeOf(rule, engine.horizonMs, at);
  const ends = moments(placed.from, at, POINTS);
  const spans = ends.map((to) => ({
    name: "",
    from: window.kind === "rolling" ? to - window.ms : placed.from,
    to,
  }));
  const values = engine.series(alert.ref, spans);
  const points = ends.map((to, index): Point => [to, values[index] ?? null]);
  return { kind: "line", ...placed, to: at, points, bound, direction };
}

/** Rows from before the horizon are no longer there, so that the first window must begin after it. */
function placeOf({ window }: ThresholdRule, horizonMs: number, at: number) {
  if (window.kind === "calendar") {
    const { span } = frameOf(window).at(at);
    return { window: span.name, from: span.from };
  }
  const { ms } = window;
  const length = Math.max(ms, Math.min(WINDOWS * ms, horizonMs - ms));
  return { window: durationName(ms), from: at - length };
}
