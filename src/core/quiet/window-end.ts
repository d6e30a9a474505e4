import type { Alert } from "../alerts/alert.ts";
import type { Rule } from "../rules/spec.ts";
import { calendarPeriod } from "../time/index.ts";

/**
 * windowEnd is when the window that an alert is about will be over, ms since the epoch.
 *
 * | the rule's window                      | it is over                                                     |
 * |----------------------------------------|----------------------------------------------------------------|
 * | a calendar window that still runs      | with the calendar window                                       |
 * | a rolling one                          | once all that counts now has left it                           |
 * | none: single runs, new values, troubles, and rules that are no more | never: null                       |
 */
export function windowEnd(alert: Alert, rule: Rule | undefined, now: number): number | null {
  if (rule === undefined || alert.kind !== rule.kind) return null;
  switch (rule.kind) {
    case "budget":
    case "threshold":
    case "burn_rate": {
      const { window } = rule;
      if (window.kind === "rolling") return now + window.ms;
      const { next } = calendarPeriod(window, alert.window.from);
      return next > now ? next : null;
    }
    case "spike":
    case "anomaly":
    case "shift":
    case "absence":
      return now + rule.overMs;
    case "stream":
    case "new_value":
      return null;
  }
}
