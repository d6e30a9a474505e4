import type { Alert } from "../alerts/alert.ts";
import type { Engine } from "../engine/engine.ts";
import { who } from "../message/who.ts";
import type { Rule } from "../rules/spec.ts";
import { laneOf } from "../rules/step-label.ts";
import { barsChart } from "./bars-chart.ts";
import { budgetChart } from "./budget-chart.ts";
import type { Chart } from "./chart.ts";
import { lineChart } from "./line-chart.ts";

/** ChartEngine is what a chart asks of the engine. */
export type ChartEngine = Pick<Engine, "series" | "horizonMs">;

/** Drawn is an alert that a chart is made of, under its rule, at the moment that it is told. */
export interface Drawn {
  readonly alert: Alert;
  readonly rule: Rule;
  readonly at: number;
}

/** chartOf makes the chart of an alert: a budget's, a bound's or a comparison's; null for what no picture shows. */
export function chartOf(engine: ChartEngine, drawn: Drawn): Chart | null {
  const { alert, rule, at } = drawn;
  if (laneOf(alert.ref.step) === "no_data" || alert.closed) return null;
  const base = {
    ...{ alert: alert.id, metric: alert.metric, unit: alert.unit, who: who(alert), at },
    timezone: rule.timezone,
  };
  switch (rule.kind) {
    case "budget":
    case "burn_rate":
      return { ...base, ...budgetChart(engine, { alert, rule, at }) };
    case "threshold":
      return { ...base, ...lineChart(engine, { alert, rule, at }) };
    case "spike":
    case "anomaly":
      return { ...base, ...barsChart(engine, { alert, rule, at }) };
    default:
      return null;
  }
}
