import type { Alert } from "../alerts/index.ts";
import type { NotificationGroup } from "./route.ts";

/** toldKey is how a group remembers that its receiver was told an alert is firing: which, and since when it fired. */
export function toldKey(alert: Alert): string {
  return `${alert.startsAt ?? 0}:${alert.id}`;
}

/** readTold gives the alert ids of a group's told keys with the moment each had begun to fire. */
export function readTold(keys: readonly string[]): Map<string, number> {
  return new Map(
    keys.map((key) => {
      const colon = key.indexOf(":");
      return [key.slice(colon + 1), Number(key.slice(0, colon))];
    }),
  );
}

/**
 * isTold tells whether a reader who was told of the alert knows of this firing. One that had ended and come back
 * before its end was told is the same news to the reader; one with a new limit is not.
 */
export function isTold(told: ReadonlyMap<string, number>, alert: Alert): boolean {
  const since = told.get(alert.id);
  if (since === undefined) return false;
  return alert.reason !== "limit_changed" || since === alert.startsAt;
}

/** toldTo gathers by receiver what it was told is firing, in any of its groups, and since when that had fired. */
export function toldTo(
  groups: readonly NotificationGroup[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const told = new Map<string, Map<string, number>>();
  for (const { receiver, toldFiring } of groups) {
    const known = told.get(receiver) ?? new Map<string, number>();
    for (const [id, since] of readTold(toldFiring)) known.set(id, since);
    told.set(receiver, known);
  }
  return told;
}
