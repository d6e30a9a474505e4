import type { Alert } from "../alerts/alert.ts";
import { laneOf } from "../rules/step-label.ts";
import { anomalyText } from "./anomaly-text.ts";
import { burnText, forecastText } from "./budget-texts.ts";
import { absenceText, newValueText, noDataText, shiftText } from "./change-texts.ts";
import { closedText } from "./closed-text.ts";
import { metricText } from "./metric-text.ts";
import { plural } from "./plural.ts";
import { quantity, roundQuantity, share, times } from "./quantity.ts";
import { runText } from "./run-text.ts";
import { sentenceCase } from "./sentence-case.ts";
import { amountOf, creditsAfter, measured } from "./value-text.ts";
import { who } from "./who.ts";
import { isCalendar, windowPhrase } from "./window-text.ts";
import type { Words } from "./words.ts";

/**
 * headline says an alert in one line that stands alone: who, what, how much of which limit.
 * Money is told in credits here; `facts` also gives the dollars. It begins with a capital, or with a name as it is written.
 */
export function headline(alert: Alert, words: Words): string {
  const text = said(alert, words);
  const names = [alert.ref.group["member"], alert.of === "member" ? alert.ref.window : undefined];
  const named = names.some((name) => name !== undefined && name !== "" && text.startsWith(name));
  return named || alert.kind === "system" ? text : sentenceCase(text);
}

function said(alert: Alert, words: Words): string {
  if (laneOf(alert.ref.step) === "no_data") return noDataText(alert);
  switch (alert.kind) {
    case "budget":
      if (alert.closed) return closedText(alert);
      return laneOf(alert.ref.step) === "forecast" && alert.forecast !== undefined
        ? forecastText(alert, alert.forecast)
        : budget(alert);
    case "threshold":
      return threshold(alert, words);
    case "spike":
      return spike(alert);
    case "anomaly":
      return anomalyText(alert);
    case "burn_rate":
      return burnText(alert);
    case "absence":
      return absenceText(alert, words);
    case "new_value":
      return newValueText(alert);
    case "shift":
      return shiftText(alert);
    case "stream":
      return runText(alert);
    case "system":
      return `${alert.labels["receiver"] ?? alert.labels["account"] ?? ""}: ${alert.advice ?? alert.ref.rule}`;
  }
}

function budget(alert: Alert): string {
  const whole = alert.budget ?? alert.limit;
  const amount = `${amountOf(alert.value, alert)} of ${roundQuantity(whole, alert.unit)}${creditsAfter(alert)}`;
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
  const limit = `${roundQuantity(alert.limit, alert.unit)}${creditsAfter(alert)}`;
  const streams = alert.metric.name === "streams" ? "" : `, ${plural(alert.streams, "stream")}`;
  return `${metricText(alert.metric)} of ${who(alert)} is ${value} ${windowPhrase(alert.window)} (limit ${limit})${streams}`;
}

function spike(alert: Alert): string {
  const median = alert.baseline?.median ?? 0;
  const usual =
    median > 0
      ? `${times(alert.value, median)} times its usual ${amountOf(median, alert)}`
      : "where it usually has none";
  return `${who(alert)}: ${measured(alert.value, alert)} in ${alert.window.name}, ${usual}`;
}
