import type { Alert } from "../alerts/alert.ts";
import { metricText } from "./metric-text.ts";
import { bareQuantity } from "./quantity.ts";

/** amountOf prints a value in an alert's unit for use inside a sentence that names the unit elsewhere: `41.20`, `34.0 %`. */
export function amountOf(value: number, alert: Pick<Alert, "unit">): string {
  return bareQuantity(value, alert.unit);
}

/** creditsAfter is the word that follows an amount of money, with its blank; nothing after other units, which name themselves. */
export function creditsAfter(alert: Pick<Alert, "unit">): string {
  return alert.unit === "nano" ? " credits" : "";
}

/** measured prints a value with what it measures: `9.40 credits`, `own-key cost 9.40 credits`, `error rate 34.0 %`. */
export function measured(value: number, alert: Pick<Alert, "unit" | "metric">): string {
  const what = alert.metric.name === "neo_credits" ? "" : `${metricText(alert.metric)} `;
  return `${what}${amountOf(value, alert)}${creditsAfter(alert)}`;
}
