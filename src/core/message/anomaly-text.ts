import type { Alert } from "../alerts/alert.ts";
import { amountOf, measured } from "./value-text.ts";
import { who } from "./who.ts";

/** anomalyText says how far a window lies from what is usual: `lee@acme.io: 12.40 credits in 1h, far above its usual 2.40 (robust score 9.8)`. */
export function anomalyText(alert: Alert): string {
  const text = `${who(alert)}: ${measured(alert.value, alert)} in ${alert.window.name}`;
  if (alert.baseline === undefined) return text;
  const { median, scoreMilli } = alert.baseline;
  const usual = amountOf(median, alert);
  if (scoreMilli === null || scoreMilli === undefined)
    return `${text}, where it is always ${usual}`;
  return `${text}, ${place(alert)} its usual ${usual} (robust score ${scoreText(scoreMilli)})`;
}

/** scoreText prints a robust score that is kept in thousandths: `3.5`, `-4.1`. */
export function scoreText(milli: number): string {
  return (milli / 1_000).toFixed(1);
}

function place({ status, value, baseline }: Alert): string {
  if (status === "resolved") return "against";
  return value < (baseline?.median ?? 0) ? "far below" : "far above";
}
