import type { AnomalyRule, SpikeRule } from "../rules/spec.ts";
import { daysEarlier, durationName } from "../time/index.ts";
import type { BarsChart, Point } from "./chart.ts";
import type { ChartEngine, Drawn } from "./drawn.ts";

type Shape = Omit<BarsChart, "alert" | "metric" | "unit" | "who" | "timezone" | "at">;
type Compared = SpikeRule | AnomalyRule;

/** More bars than these are no longer bars on a phone. */
const BARS = 25;
const SEASON_DAYS = { day: 1, week: 7 } as const;

/** barsChart shows the present window beside the earlier ones that its rule compares it with, the latest of them. */
export function barsChart(
  engine: ChartEngine,
  { alert, rule, at }: Drawn & { readonly rule: Compared },
): Shape {
  const { overMs, versusMs } = rule;
  const endOf = ends(rule, at);
  const found: number[] = [at];
  for (let back = 1; found.length < BARS; back++) {
    const end = endOf(back);
    if (end - overMs < at - versusMs) break;
    if (end <= at - overMs) found.unshift(end);
  }
  const values = engine.series(
    alert.ref,
    found.map((to) => ({ name: "", from: to - overMs, to })),
  );
  const points = found.map((to, index): Point => [to, values[index] ?? null]);
  return {
    kind: "bars",
    window: durationName(overMs),
    from: (found[0] ?? at) - overMs,
    to: at,
    points,
    ...(alert.baseline && { median: alert.baseline.median }),
    limit: alert.limit,
  };
}

function ends({ season, timezone, overMs }: Compared, at: number): (back: number) => number {
  if (season === undefined) return (back) => at - back * overMs;
  const earlier = daysEarlier(timezone);
  return (back) => earlier(at, back * SEASON_DAYS[season]);
}
