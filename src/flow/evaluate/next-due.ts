import type { Alert } from "../../core/alerts/index.ts";
import { type NotificationGroup, wakeOf } from "../../core/routing/index.ts";
import type { Rule } from "../../core/rules/index.ts";

/** nextDue is when a group speaks next, a pending alert has lasted its `for`, or what keeps alerts quiet changes, the earliest; null when nothing waits. */
export function nextDue(
  groups: readonly NotificationGroup[],
  alerts: Iterable<Alert>,
  rules: readonly Pick<Rule, "name" | "forMs">[],
  reviewAt: number | null,
): number | null {
  const waits = new Map(rules.map(({ name, forMs }) => [name, forMs]));
  let next = reviewAt ?? Number.POSITIVE_INFINITY;
  for (const group of groups) next = Math.min(next, wakeOf(group) ?? next);
  for (const { status, pendingSince, ref } of alerts) {
    if (status !== "pending" || pendingSince === null) continue;
    next = Math.min(next, pendingSince + (waits.get(ref.rule) ?? 0));
  }
  return Number.isFinite(next) ? next : null;
}
