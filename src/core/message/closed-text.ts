import type { Alert } from "../alerts/alert.ts";
import { roundQuantity, share } from "./quantity.ts";
import { amountOf, creditsAfter } from "./value-text.ts";
import { who } from "./who.ts";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];

/** closedText says what a period that is over came to: `October 2026, closed: lead@acme.io reached 104 % of 50 credits after late rows (52.00)`. */
export function closedText(alert: Alert): string {
  const whole = alert.budget ?? alert.limit;
  const of = `${roundQuantity(whole, alert.unit)}${creditsAfter(alert)}`;
  const amount = amountOf(alert.value, alert);
  return `${periodName(alert)}, closed: ${who(alert)} reached ${share(alert.value, whole)} of ${of} after late rows (${amount})`;
}

/** A calendar window's reference is the moment it begins at, as clocks in its own zone show it. */
function periodName({ window, ref }: Pick<Alert, "window" | "ref">): string {
  const [, year = "", month = "", day = "", time = ""] =
    /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(ref.window) ?? [];
  const named = `${MONTHS[Number(month) - 1] ?? month} ${year}`;
  const date = `${Number(day)} ${named}`;
  switch (window.name) {
    case "month":
      return day === "01" ? named : `month from ${date}`;
    case "year":
      return `${month}-${day}` === "01-01" ? year : `year from ${date}`;
    case "hour":
      return `${date} ${time}`;
    case "day":
      return date;
    default:
      return `${window.name} from ${date}`;
  }
}
