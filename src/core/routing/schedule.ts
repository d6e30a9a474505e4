import type { Alert } from "../alerts/index.ts";
import type { NotificationGroup, Route } from "./route.ts";
import type { Standing } from "./standing.ts";

/** QUIET_REASONS name why a group says nothing at a moment. */
export const QUIET_REASONS = [
  "group_wait", // its first message waits for more to come
  "group_interval", // there is news, and the last message is too recent
  "amend_wait", // edits of rows changed what was told; more may follow, or the last message is too recent
  "repeat_interval", // nothing is new, and it is not yet time to repeat
  "spoken_elsewhere", // what still fires here is told by another step or route
  "paced", // its single streams are told; the next ones wait for group_interval
  "hushed", // what still fires here is silenced, inhibited or acknowledged
  "mute_time", // there is something to say, and its route is muted at this time
  "outside_active_time", // there is something to say, and its route speaks only at other times
  "empty", // nothing of it is left: ended before it was told, or moved, or all told
] as const;
export type QuietReason = (typeof QUIET_REASONS)[number];

/** Schedule is when a group speaks next, and why not before. */
export interface Schedule {
  readonly dueAt: number | null;
  readonly reason: QuietReason;
  /** The incident that the next message belongs to. */
  readonly incident: number;
  readonly sequence: number;
}

/**
 * schedule decides when a group speaks, with Alertmanager's three waits.
 *
 * | what stands                                   | told of this incident | due at                              |
 * |-----------------------------------------------|-----------------------|-------------------------------------|
 * | single streams or steps over before told      | any                   | now                                 |
 * | news                                          | nothing, no group yet | now + group_wait (a new incident)   |
 * | news                                          | nothing, waiting      | as it was                           |
 * | news, or worse than what was acknowledged     | something             | last message + group_interval       |
 * | firing and known, what was told is corrected  | something             | noticed + group_wait, and not before |
 * |                                               |                       | last message + group_interval       |
 * | firing and known                              | something             | last message + repeat_interval      |
 * | firing and known, spoken for elsewhere        | something             | never                               |
 * | firing and known, hushed                      | something             | never                               |
 * | nothing                                       | single streams only   | last message + group_interval: ends |
 * | nothing                                       | -                     | ends                                |
 *
 * While its route is mute, a group that is due waits until that is over.
 */
export function schedule(
  prev: NotificationGroup | null,
  standing: Standing,
  route: Route,
  now: number,
): Schedule {
  const { fresh, held, again, quiet, hushed, ending, late } = standing;
  const kept = { incident: prev?.incident ?? now, sequence: prev?.sequence ?? 0 };
  const last = prev?.notifiedAt ?? now;
  if (late.length > 0) return { ...kept, dueAt: now, reason: "group_wait" };
  if (fresh.length + again.length + ending.length > 0) return news(prev, standing, route, now);
  if (held.length > 0) {
    const repeatAt = last + route.repeatIntervalMs;
    const amendAt = amendmentAt(held, last, route);
    return amendAt < repeatAt
      ? { ...kept, dueAt: amendAt, reason: "amend_wait" }
      : { ...kept, dueAt: repeatAt, reason: "repeat_interval" };
  }
  if (hushed.length > 0) return { ...kept, dueAt: null, reason: "hushed" };
  if (quiet.length > 0) return { ...kept, dueAt: null, reason: "spoken_elsewhere" };
  const pacedTo = last + route.groupIntervalMs;
  return prev && isSpent(prev) && pacedTo > now
    ? { ...kept, dueAt: pacedTo, reason: "paced" }
    : { ...kept, dueAt: null, reason: "empty" };
}

/** When the corrections among the known alerts are told; never where there is none. */
function amendmentAt(held: readonly Alert[], last: number, route: Route): number {
  const noticed = held.flatMap(({ corrected }) => (corrected ? [corrected.noticedAt] : []));
  if (noticed.length === 0) return Number.POSITIVE_INFINITY;
  return Math.max(Math.min(...noticed) + route.groupWaitMs, last + route.groupIntervalMs);
}

function news(
  prev: NotificationGroup | null,
  { begun }: Standing,
  route: Route,
  now: number,
): Schedule {
  const kept = { incident: prev?.incident ?? now, sequence: prev?.sequence ?? 0 };
  if (isWaiting(prev)) return { ...kept, dueAt: prev?.dueAt ?? now, reason: "group_wait" };
  const last = prev?.notifiedAt ?? null;
  const paced = last === null ? now : Math.max(now, last + route.groupIntervalMs);
  if (begun) {
    return { ...kept, dueAt: paced, reason: "group_interval" };
  }
  const dueAt = Math.max(now + route.groupWaitMs, paced);
  return { incident: now, sequence: 0, dueAt, reason: "group_wait" };
}

/** A group whose first message has not gone out yet. */
function isWaiting(prev: NotificationGroup | null): boolean {
  return prev !== null && prev.notifiedAt === null && prev.dueAt !== null;
}

/** A group whose single streams were all told (`retire`): it stays to pace the next ones. */
function isSpent(prev: NotificationGroup): boolean {
  return prev.notifiedAt !== null && prev.alertIds.length + prev.toldFiring.length === 0;
}
