import type { NotificationGroup } from "./route.ts";

/** wakeOf is when a group is next looked at, ms since the epoch: when it is due, and not while its route is mute; null for never. */
export function wakeOf({
  dueAt,
  mutedUntil,
}: Pick<NotificationGroup, "dueAt" | "mutedUntil">): number | null {
  if (dueAt === null || mutedUntil === undefined) return dueAt;
  return mutedUntil === null ? null : Math.max(dueAt, mutedUntil);
}
