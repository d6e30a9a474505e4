import { metricText } from "../message/metric-text.ts";
import { bareQuantity, roundQuantity } from "../message/quantity.ts";
import { sentenceCase } from "../message/sentence-case.ts";
import { windowPhrase } from "../message/window-text.ts";
import type { Chart } from "./chart.ts";

/** chartTitle names what a chart shows: `Neo credits of lead@acme.io this month`. */
export function chartTitle({ metric, who, window, from, to }: Chart): string {
  return `${sentenceCase(metricText(metric))} of ${who} ${windowPhrase({ name: window, from, to })}`;
}

/** chartText says what a chart shows, for those who do not see it. */
export function chartText(chart: Chart): string {
  const last = chart.points.at(-1)?.[1] ?? 0;
  const amount = (value: number) =>
    roundQuantity(value, chart.unit) + (chart.unit === "nano" ? " credits" : "");
  const now = `${bareQuantity(last, chart.unit)}${chart.unit === "nano" ? " credits" : ""}`;
  switch (chart.kind) {
    case "budget": {
      const ahead = chart.forecast ? `, heading for ${amount(chart.forecast.p50)}` : "";
      return `Chart: ${chartTitle(chart)}: ${now} of ${amount(chart.limit)} so far${ahead}`;
    }
    case "line":
      return `Chart: ${chartTitle(chart)}: now ${now}, limit ${amount(chart.bound)}`;
    case "bars":
      return `Chart: ${chartTitle(chart)}: now ${now}, limit ${amount(chart.limit)}, beside ${chart.points.length - 1} earlier windows`;
  }
}
