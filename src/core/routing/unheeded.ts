import type { Alert } from "../alerts/index.ts";
import { suppressionKey, suppressionOf } from "../quiet/index.ts";
import type { Place, Roster } from "./place.ts";
import type { NotificationGroup } from "./route.ts";

/**
 * unheededSince keeps up, for a group whose route escalates, since when its alerts count as unheeded where that is not
 * since they began to fire: a suppression that has ended lets them begin anew.
 */
export function unheededSince(
  { route, receiver, wanted, prev, escalated }: Place,
  roster: Roster,
): Pick<NotificationGroup, "unheededSince"> {
  if (escalated || route.escalateAfterMs === undefined) return {};
  const since: Record<string, number> = {};
  for (const alert of wanted) {
    const known = prev?.unheededSince?.[alert.id];
    const was = roster.suppressed.has(suppressionKey({ alertId: alert.id, receiver }));
    const ended = was && !suppressionOf(alert, route, roster.quiet);
    const moment = ended ? roster.now : known;
    if (moment !== undefined) since[alert.id] = moment;
  }
  return Object.keys(since).length > 0 ? { unheededSince: since } : {};
}

/** unheededFrom is the moment from which an alert's waits for the next receivers count. */
export function unheededFrom(alert: Alert, group: NotificationGroup | undefined): number {
  return group?.unheededSince?.[alert.id] ?? alert.startsAt ?? alert.updatedAt;
}
