import type { Alert } from "../alerts/alert.ts";
import { metricText } from "./metric-text.ts";
import { plural } from "./plural.ts";
import { bareQuantity, quantity, roundQuantity, share, times } from "./quantity.ts";
import { runText } from "./run-text.ts";
import { who } from "./who.ts";
import { isCalendar, windowPhrase } from "./window-text.ts";
import type { Words } from "./words.ts";

/**
 * headline says an alert in one line that stands alone: who, what, how much of which limit.
 * Money is told in credits here; `facts` also gives the dollars.
 */
export function headline(alert: Alert, words: Words): string {
  switch (alert.kind) {
    case "budget":
      return budget(alert);
    case "threshold":
      return threshold(alert, words);
    case "spike":
      return spike(alert);
    case "stream":
      return runText(alert);
    case "system":
      return `${alert.labels["receiver"] ?? alert.labels["account"] ?? ""}: ${alert.advice ?? alert.ref.rule}`;
  }
}

function budget(alert: Alert): string {
  const whole = alert.budget ?? alert.limit;
  const unit = alert.unit === "nano" ? " credits" : "";
  const amount = `${bareQuantity(alert.value, alert.unit)} of ${roundQuantity(whole, alert.unit)}${unit}`;
  const percent = share(alert.value, whole);
  const spent = alert.metric.name === "neo_credits" || alert.metric.name === "spend";
  const what = spent ? `${who(alert)} spent` : `${who(alert)}: ${metricText(alert.metric)}`;
  return `${what} ${amount}${percent && ` (${percent})`} ${period(alert)}`;
}

/** "this month" would be wrong of a month that is over. */
function period(alert: Alert): string {
  if (alert.reason !== "window_ended") return windowPhrase(alert.window);
  return isCalendar(alert.window)
    ? `in the ${alert.window.name} that ended`
    : windowPhrase(alert.window);
}

function threshold(alert: Alert, words: Words): string {
  const value = quantity(alert.value, alert.unit, words.usdPerCredit);
  const limit = roundQuantity(alert.limit, alert.unit);
  const unit = alert.unit === "nano" ? " credits" : "";
  const streams = alert.metric.name === "streams" ? "" : `, ${plural(alert.streams, "stream")}`;
  return `${metricText(alert.metric)} of ${who(alert)} is ${value} ${windowPhrase(alert.window)} (limit ${limit}${unit})${streams}`;
}

function spike(alert: Alert): string {
  const unit = alert.unit === "nano" ? " credits" : "";
  const value = `${bareQuantity(alert.value, alert.unit)}${unit}`;
  const what = alert.metric.name === "neo_credits" ? "" : `${metricText(alert.metric)} `;
  const median = alert.baseline?.median ?? 0;
  const usual =
    median > 0
      ? `${times(alert.value, median)} times its usual ${bareQuantity(median, alert.unit)}`
      : "where it usually has none";
  return `${who(alert)}: ${what}${value} in ${alert.window.name}, ${usual}`;
}
