import type { Alert } from "../alerts/alert.ts";
import type { Burn, Forecast } from "../engine/finding.ts";
import { laneOf } from "../rules/step-label.ts";
import { scoreText } from "./anomaly-text.ts";
import { type Amount, type Fact, fact } from "./fact.ts";
import { plural } from "./plural.ts";
import { bareQuantity, duration, roundQuantity, share, times } from "./quantity.ts";
import { timeText } from "./window-text.ts";
import type { Words } from "./words.ts";

/** kindFacts are the facts that only alerts of one kind have: its limit, and what it was compared with. */
export function kindFacts(alert: Alert, amount: Amount, words: Words): readonly Fact[] {
  if (laneOf(alert.ref.step) === "no_data") return [];
  switch (alert.kind) {
    case "budget":
      return budget(alert, amount, words);
    case "burn_rate":
      return burn(alert, amount, words);
    case "spike":
      return spike(alert, amount);
    case "anomaly":
      return anomaly(alert, amount);
    case "absence":
      return [fact("Last stream", moment(alert.lastAt, words))];
    case "shift":
      return shift(alert);
    default:
      return [fact("Limit", amount(alert.limit))];
  }
}

function budget(alert: Alert, amount: Amount, words: Words): readonly Fact[] {
  const whole = alert.budget ?? alert.limit;
  return [
    fact("Budget", alert.budget === undefined ? "" : amount(alert.budget)),
    fact("Step", stepText(alert, amount)),
    ...(alert.forecast === undefined ? [] : forecast(alert.forecast, whole, amount, words)),
  ];
}

function stepText(alert: Alert, amount: Amount): string {
  if (!alert.ref.step) return "";
  const also = alert.alsoCrossed?.length ? `; also crossed: ${alert.alsoCrossed.join(", ")}` : "";
  return `${alert.ref.step} = ${amount(alert.limit)}${also}`;
}

function forecast(
  { p10, p50, p90, errorPpm, days, until }: Forecast,
  whole: number,
  amount: Amount,
  words: Words,
): readonly Fact[] {
  const percent = share(p50, whole);
  const rests = `it rests on ${plural(days, "past day")}`;
  const off =
    errorPpm === null ? "" : `has been off by ${roundQuantity(errorPpm, "ppm")} on past days; `;
  return [
    fact("Forecast (P50)", `${amount(p50)}${percent && `, ${percent}`}`),
    fact("P10 to P90", `${amount(p10)} to ${amount(p90)}`),
    fact("How sure", `${off}${rests}`),
    fact("Ends", timeText(until, words.timezone)),
  ];
}

function burn(alert: Alert, amount: Amount, words: Words): readonly Fact[] {
  const whole = alert.budget ?? 0;
  const limit = fact("Budget", alert.budget === undefined ? "" : amount(alert.budget));
  if (alert.burn === undefined) return [limit];
  const { fast, slow, plan, spent, exhaustedInMs } = alert.burn;
  const percent = share(spent, whole);
  return [
    limit,
    fact("Spent of it", `${amount(spent)}${percent && `, ${percent}`}`),
    fact("Gone", gone(exhaustedInMs, alert, words)),
    fact(`Pace over ${duration(fast.ms)}`, pace(fast, alert.burn, amount)),
    fact(`Pace over ${duration(slow.ms)}`, pace(slow, alert.burn, amount)),
    fact(`Plan for ${duration(fast.ms)}`, amount(plan)),
  ];
}

function pace(part: Burn["fast"], { plan, fast }: Burn, amount: Amount): string {
  const own = (plan * part.ms) / fast.ms;
  const ahead = own > 0 ? `, ${times(part.value, own)} times the plan` : "";
  return `${amount(part.value)}${ahead}`;
}

function gone(inMs: number | null, { window }: Alert, words: Words): string {
  if (inMs === null) return "never at this pace";
  if (inMs <= 0) return "already";
  return `in ${duration(inMs)} at this pace, ${timeText(window.to + inMs, words.timezone)}`;
}

/** A spike's limit is worked out, and is never below the rule's `at_least`. */
function spike(alert: Alert, amount: Amount): readonly Fact[] {
  const least = alert.baseline?.median === 0 ? " (at least)" : "";
  return [
    fact("Fires from", `${amount(alert.limit)}${least}`),
    fact("Usual", usual(alert, amount, "")),
  ];
}

function anomaly(alert: Alert, amount: Amount): readonly Fact[] {
  const { mad, scoreMilli, median } = alert.baseline ?? {};
  const none = "none: the earlier windows are all alike";
  const score = scoreMilli === null ? none : scoreMilli === undefined ? "" : scoreText(scoreMilli);
  const side = alert.limit < (median ?? 0) ? "below" : "above";
  return [
    fact(`Fires ${side}`, amount(alert.limit)),
    fact("Usual", usual(alert, amount, " at the same time of day")),
    fact("Robust score", score),
    fact("Usual spread (MAD)", mad === undefined ? "" : amount(mad)),
  ];
}

function usual({ baseline }: Alert, amount: Amount, which: string): string {
  if (!baseline) return "";
  const { median, windows } = baseline;
  return `${amount(median)}, the median of ${plural(windows, "earlier window")}${which}`;
}

function shift({ value, limit, earlier }: Alert): readonly Fact[] {
  if (earlier === undefined) return [];
  const change = Math.abs(value - earlier.share);
  const points = (ppm: number) => bareQuantity(ppm, "ppm").replace(" %", " points");
  return [
    fact("Before", `${bareQuantity(earlier.share, "ppm")} of ${plural(earlier.streams, "stream")}`),
    fact("Change", `${points(change)}, told past ${points(limit)}`),
  ];
}

function moment(at: number | undefined, words: Words): string {
  return at === undefined ? "" : timeText(at, words.timezone);
}
