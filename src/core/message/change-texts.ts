import type { Alert } from "../alerts/alert.ts";
import { metricText } from "./metric-text.ts";
import { plural } from "./plural.ts";
import { bareQuantity } from "./quantity.ts";
import { who } from "./who.ts";
import { isCalendar, momentText, windowPhrase } from "./window-text.ts";
import type { Words } from "./words.ts";

/** absenceText says since when nothing has come: `dev@acme.io: no streams for 24h; the last was on Tue 24 Nov 09:12 CET`. */
export function absenceText(alert: Alert, words: Words): string {
  if (alert.streams > 0) return again(alert);
  const { lastAt } = alert;
  const last =
    lastAt === undefined ? "" : `; the last was on ${momentText(lastAt, words.timezone)}`;
  return `${who(alert)}: no streams for ${alert.window.name}${last}`;
}

/** noDataText says that a rule has nothing to go by: `dev@acme.io: error rate unknown, no streams over 1h`. */
export function noDataText(alert: Alert): string {
  if (alert.streams > 0) return again(alert);
  return `${who(alert)}: ${metricText(alert.metric)} unknown, no streams ${windowPhrase(alert.window)}`;
}

/** newValueText says what is new: `dev@acme.io used model opus for the first time in 30d`. */
export function newValueText(alert: Alert): string {
  const { account, group, window: value } = alert.ref;
  const of = alert.of ?? "value";
  const rest = Object.fromEntries(Object.entries(group).filter(([dimension]) => dimension !== of));
  const subject = who({ ref: { ...alert.ref, group: rest } });
  const first = `for the first time in ${alert.window.name}`;
  if (of !== "member") return `${subject} used ${of} ${value} ${first}`;
  const member = value === "(unknown)" ? "an unknown member" : value;
  return subject === `account ${account}`
    ? `${member} used account ${account} ${first}`
    : `${member} showed up in ${subject} ${first}`;
}

/** shiftText says which way cost moves: `dana@acme.io moved to platform credits: own key 12.0 % of streams in 24h, before 85.0 %`. */
export function shiftText(alert: Alert): string {
  const { value, window, earlier } = alert;
  const before = earlier?.share;
  const moved =
    before === undefined || alert.status === "resolved"
      ? ""
      : ` moved to ${value > before ? "its own key" : "platform credits"}`;
  const was = before === undefined ? "" : `, before ${bareQuantity(before, "ppm")}`;
  return `${who(alert)}${moved}: own key ${bareQuantity(value, "ppm")} of streams in ${window.name}${was}`;
}

function again(alert: Alert): string {
  const within = isCalendar(alert.window) ? windowPhrase(alert.window) : `in ${alert.window.name}`;
  return `${who(alert)} has streams again: ${plural(alert.streams, "stream")} ${within}`;
}
