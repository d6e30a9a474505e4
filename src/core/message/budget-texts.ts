import type { Alert } from "../alerts/alert.ts";
import type { Forecast } from "../engine/finding.ts";
import { metricText } from "./metric-text.ts";
import { duration, roundQuantity, times } from "./quantity.ts";
import { amountOf, creditsAfter, measured } from "./value-text.ts";
import { who } from "./who.ts";
import { windowPhrase } from "./window-text.ts";

/**
 * forecastText says where a budget is heading, how sure that is, and what is spent already: `lead@acme.io is heading for
 * 61.30 of 50 credits this month (80 % sure: 52.10 to 70.40), 30.20 spent so far`.
 */
export function forecastText(alert: Alert, { p10, p50, p90 }: Forecast): string {
  const whole = `${roundQuantity(alert.budget ?? alert.limit, alert.unit)}${creditsAfter(alert)}`;
  const spent = alert.metric.name === "neo_credits" || alert.metric.name === "spend";
  const metric = spent ? "" : ` ${metricText(alert.metric)}`;
  const interval = `80 % sure: ${amountOf(p10, alert)} to ${amountOf(p90, alert)}`;
  const so = `${amountOf(alert.value, alert)}${spent ? " spent" : ""} so far`;
  return `${who(alert)} is heading for ${amountOf(p50, alert)} of ${whole}${metric} ${windowPhrase(alert.window)} (${interval}), ${so}`;
}

/**
 * burnText says how fast a budget is used up: `lead@acme.io used 4.20 credits in 1h, 3.1 times the plan; at this pace the
 * budget of 500 credits is gone in 9 h`.
 */
export function burnText(alert: Alert): string {
  const used = `${who(alert)} used ${measured(alert.value, alert)} in ${alert.window.name}`;
  const { burn } = alert;
  if (burn === undefined) return used;
  const ahead = burn.plan > 0 ? `, ${times(alert.value, burn.plan)} times the plan` : "";
  return `${used}${ahead}${end(alert, burn.exhaustedInMs)}`;
}

function end(alert: Alert, inMs: number | null): string {
  const budget = `the budget of ${roundQuantity(alert.budget ?? 0, alert.unit)}${creditsAfter(alert)}`;
  if (alert.budget === undefined || inMs === null || alert.status === "resolved") return "";
  if (inMs <= 0) return `; ${budget} is used up`;
  return `; at this pace ${budget} is gone in ${duration(inMs)}`;
}
