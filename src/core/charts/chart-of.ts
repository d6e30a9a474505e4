import { who } from "../message/who.ts";
import { laneOf } from "../rules/step-label.ts";
import { barsChart } from "./bars-chart.ts";
import { budgetChart } from "./budget-chart.ts";
import type { Chart } from "./chart.ts";
import type { ChartEngine, Drawn } from "./drawn.ts";
import { lineChart } from "./line-chart.ts";

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
