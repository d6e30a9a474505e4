import type { Alert, Transition } from "../../core/alerts/index.ts";
import { isWorthSaving } from "../../core/alerts/index.ts";
import type { NotificationGroup, Plan } from "../../core/routing/index.ts";

/** endTold resolves single streams that everyone was told of, with the reason `told`. */
export function endTold(
  alerts: ReadonlyMap<string, Alert>,
  plan: Pick<Plan, "toldOnce">,
  now: number,
): { alerts: readonly Alert[]; transitions: readonly Transition[] } {
  const ended = plan.toldOnce.flatMap((id) => {
    const alert = alerts.get(id);
    if (alert?.status !== "firing") return [];
    const told: Alert = {
      ...alert,
      status: "resolved",
      reason: "told",
      endsAt: now,
      updatedAt: now,
    };
    return [told];
  });
  const transitions = ended.map(
    ({ id, value, limit }): Transition => ({
      alertId: id,
      at: now,
      from: "firing",
      to: "resolved",
      reason: "told",
      value,
      limit,
    }),
  );
  return { alerts: ended, transitions };
}

/**
 * release makes resolved alerts inactive that nothing needs any more: no group has still to tell of them, and they are
 * not held until the end of a budget's calendar window.
 */
export function release(
  alerts: ReadonlyMap<string, Alert>,
  groups: readonly NotificationGroup[],
): ReadonlyMap<string, Alert> {
  const needed = new Set(groups.flatMap(({ alertIds }) => alertIds));
  const after = new Map(alerts);
  for (const [id, alert] of alerts) {
    if (alert.status !== "resolved" || needed.has(id) || isLatched(alert)) continue;
    after.set(id, { ...alert, status: "inactive" });
  }
  return after;
}

/** isLatched tells whether a resolved alert is held until the end of its budget's calendar window. */
export function isLatched(alert: Alert): boolean {
  const calendar = alert.kind === "budget" && alert.ref.window !== "" && !alert.closed;
  return calendar && alert.reason !== "window_ended" && alert.reason !== "rule_removed";
}

/** toSave lists the alerts that differ from what is stored; of those never stored, all but the inactive. */
export function toSave(
  alerts: Iterable<Alert>,
  stored: ReadonlyMap<string, Alert>,
): readonly Alert[] {
  return [...alerts].filter((alert) => isWorthSaving(stored.get(alert.id), alert));
}

/** changedGroups lists the groups that differ from those before. */
export function changedGroups(
  before: readonly NotificationGroup[],
  after: readonly NotificationGroup[],
): readonly NotificationGroup[] {
  if (before === after) return [];
  const known = new Map(before.map((group) => [group.key, JSON.stringify(group)]));
  return after.filter((group) => known.get(group.key) !== JSON.stringify(group));
}
