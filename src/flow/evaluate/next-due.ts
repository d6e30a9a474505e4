import type { Alert } from "../../core/alerts/index.ts";
import type { NotificationGroup } from "../../core/routing/index.ts";
import type { Rule } from "../../core/rules/index.ts";

/** nextDue is when a group speaks next or a pending alert has lasted its `for`, the earlier; null when nothing waits. */
export function nextDue(
  groups: readonly NotificationGroup[],
  alerts: Iterable<Alert>,
  rules: readonly Pick<Rule, "name" | "forMs">[],
): number | null {
  const waits = new Map(rules.map(({ name, forMs }) => [name, forMs]));
  let next = Number.POSITIVE_INFINITY;
  for (const { dueAt } of groups) if (dueAt !== null) next = Math.min(next, dueAt);
  for (const { status, pendingSince, ref } of alerts) {
    if (status !== "pending" || pendingSince === null) continue;
    next = Math.min(next, pendingSince + (waits.get(ref.rule) ?? 0));
  }
  return Number.isFinite(next) ? next : null;
}
