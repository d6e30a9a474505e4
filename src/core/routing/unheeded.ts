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
    const free = !suppressionOf(alert, route, roster.quiet);
    const moment = free && wasSuppressed(alert, receiver, roster) ? roster.now : known;
    if (moment !== undefined) since[alert.id] = moment;
  }
  return Object.keys(since).length > 0 ? { unheededSince: since } : {};
}

/** unheededFrom is the moment from which the waits of an alert that is not suppressed count. */
export function unheededFrom(
  alert: Alert,
  { receiver, key }: Pick<NotificationGroup, "receiver" | "key">,
  grounds: Pick<Roster, "suppressed" | "now"> & {
    readonly groups: ReadonlyMap<string, NotificationGroup>;
  },
): number {
  if (wasSuppressed(alert, receiver, grounds)) return grounds.now;
  const known = grounds.groups.get(key)?.unheededSince?.[alert.id];
  return known ?? alert.startsAt ?? alert.updatedAt;
}

function wasSuppressed(
  { id: alertId }: Alert,
  receiver: string,
  { suppressed }: Pick<Roster, "suppressed">,
): boolean {
  return suppressed.has(suppressionKey({ alertId, receiver }));
}
