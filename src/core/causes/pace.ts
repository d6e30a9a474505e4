import type { Alert } from "../alerts/alert.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { Rule } from "../rules/spec.ts";
import { laneOf } from "../rules/step-label.ts";
import { calendarPeriod } from "../time/index.ts";
import type { Pace } from "./causes.ts";

/** Before a twentieth of a window has passed, a single run decides where it seems to be heading. */
const TOLD_FROM = 20;

/**
 * paceOf says when a budget is gone if spending goes on: by the forecast where the alert has one, else evenly as since the
 * window's beginning. Null where that cannot be said: windows without an end, values that are no sum, budgets that are used up.
 */
export function paceOf(alert: Alert, rule: Rule, at: number): Pace | null {
  if (rule.kind !== "budget" || rule.window.kind !== "calendar" || alert.closed) return null;
  if (laneOf(alert.ref.step) === "no_data" || !isSum(rule) || alert.budget === undefined)
    return null;
  const { start, next } = calendarPeriod(rule.window, alert.window.from);
  const left = alert.budget - alert.value;
  const elapsed = at - start;
  if (left <= 0 || alert.value <= 0 || at >= next) return null;
  if (alert.forecast !== undefined) {
    const more = alert.forecast.p50 - alert.value;
    return { ...ending(at, left, more, next - at), until: next, by: "forecast" };
  }
  if (elapsed * TOLD_FROM < next - start) return null;
  return { ...ending(at, left, alert.value, elapsed), until: next, by: "window" };

  function ending(from: number, missing: number, spent: number, ms: number): Pick<Pace, "goneAt"> {
    const goneAt = spent > 0 ? Math.round(from + (missing / spent) * ms) : next;
    return { goneAt: goneAt < next ? goneAt : null };
  }
}

function isSum({ metric }: Extract<Rule, { kind: "budget" }>): boolean {
  const { over, under } = metricPlan(metric);
  return under === null && (over.source === "streams" || over.source.startsWith("sum:"));
}
