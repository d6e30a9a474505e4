import type { Alert } from "../alerts/alert.ts";
import type { Span } from "../engine/finding.ts";
import { type BudgetRule, type BurnRateRule, PPM } from "../rules/spec.ts";
import { durationName } from "../time/index.ts";
import { frameOf } from "../windows/frame.ts";
import type { BudgetChart, Point } from "./chart.ts";
import type { ChartEngine, Drawn } from "./drawn.ts";
import { moments } from "./moments.ts";

type Shape = Omit<BudgetChart, "alert" | "metric" | "unit" | "who" | "timezone" | "at">;

/** A screen shows no more steps of a line than these. */
const POINTS = 60;

/** budgetChart shows what of a budget was spent up to each moment of its window; a calendar window's axis goes on to its end. */
export function budgetChart(
  engine: ChartEngine,
  { alert, rule, at }: Drawn & { readonly rule: BudgetRule | BurnRateRule },
): Shape {
  const { span, end } = windowAt(rule, at);
  const windows = moments(span.from, Math.min(at, end), POINTS).map((to) => ({ ...span, to }));
  const values = engine.series(alert.ref, windows);
  return {
    kind: "budget",
    window: span.name,
    from: span.from,
    to: end,
    points: windows.map(({ to }, index): Point => [to, values[index] ?? 0]),
    limit: alert.budget ?? alert.limit,
    steps: stepsOf(alert, rule),
    ...(alert.forecast && { forecast: band(alert.forecast) }),
  };
}

function windowAt(rule: BudgetRule | BurnRateRule, at: number): { span: Span; end: number } {
  const { window } = rule;
  if (window.kind === "rolling") {
    const name = durationName(window.ms);
    return { span: { name, from: at - window.ms, to: at }, end: at };
  }
  const frame = frameOf(window);
  const { id, span } = frame.at(at);
  return { span, end: frame.closed(id, at).span.to };
}

function stepsOf(alert: Alert, rule: BudgetRule | BurnRateRule): BudgetChart["steps"] {
  if (rule.kind === "burn_rate") return [];
  const limit = alert.budget ?? alert.limit;
  return rule.steps
    .filter(({ ppm }) => ppm !== PPM)
    .map(({ label, ppm }) => ({ label, value: Math.round((limit * ppm) / PPM) }));
}

function band({ p10, p50, p90 }: NonNullable<Alert["forecast"]>): BudgetChart["forecast"] & object {
  return { p10, p50, p90 };
}
