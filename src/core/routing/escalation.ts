import type { Alert } from "../alerts/index.ts";
import { suppressionOf } from "../quiet/index.ts";
import type { Roster } from "./place.ts";
import type { NotificationGroup } from "./route.ts";
import { ESCALATED, escalatedRoute } from "./route-of-group.ts";
import type { Target } from "./router.ts";
import { groupKey } from "./send-key.ts";
import { isTold } from "./told.ts";
import { unheededFrom } from "./unheeded.ts";

/** Escalation is one receiver further that an alert may go to, and when. */
export interface Escalation {
  readonly target: Target;
  /** When its wait is over, ms since the epoch. */
  readonly at: number;
  /** It is told there already, or about to be. */
  readonly there: boolean;
}

/** EscalationGrounds are what escalations are decided by. */
export interface EscalationGrounds extends Pick<Roster, "told" | "quiet" | "suppressed" | "now"> {
  readonly groups: ReadonlyMap<string, NotificationGroup>;
  /** The alerts of each group, by its key. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/** membersOf gathers the alerts of the groups that were escalated to: the only ones whose members are asked for. */
export function membersOf(groups: readonly NotificationGroup[]): EscalationGrounds["members"] {
  const further = groups.filter(({ key }) => key.includes(ESCALATED));
  return new Map(further.map(({ key, alertIds }) => [key, new Set(alertIds)]));
}

/**
 * escalationsOf lists the receivers that an alert goes to by a target's route, one after another, since nobody takes it on.
 *
 * | the alert by this route                                  | the next receiver             |
 * |----------------------------------------------------------|-------------------------------|
 * | was not told yet, or is suppressed now                   | waits                         |
 * | unheeded for less than `escalate_after` × its place      | waits                         |
 * | unheeded for as long                                     | is told, as a target of its own |
 * | escalated before, whatever became of it since            | keeps it, until it is over    |
 *
 * Unheeded is counted from when the alert began to fire, or from the end of its last suppression. A receiver that the alert
 * goes to already is passed over.
 */
export function escalationsOf(
  alert: Alert,
  targets: readonly Target[],
  grounds: EscalationGrounds,
): readonly Escalation[] {
  if (targets.every(({ route }) => route.escalateAfterMs === undefined)) return [];
  const { told, quiet, members } = grounds;
  const taken = new Set(targets.map(({ receiver }) => receiver));
  return targets.flatMap(({ key, receiver, route, groupLabels }) => {
    const { escalateAfterMs, escalateTo = [] } = route;
    if (escalateAfterMs === undefined) return [];
    const known = isTold(told.get(receiver) ?? new Map(), alert);
    const waits = known && !suppressionOf(alert, route, quiet);
    const from = unheededFrom(alert, { receiver, key }, grounds);
    return escalateTo.flatMap((next, place): Escalation[] => {
      if (taken.has(next)) return [];
      taken.add(next);
      const further = escalatedRoute(route, next, place);
      const nextKey = groupKey(next, further.path, groupLabels);
      const there = members.get(nextKey)?.has(alert.id) ?? false;
      const at = waits ? from + (place + 1) * escalateAfterMs : Number.POSITIVE_INFINITY;
      const target = { key: nextKey, receiver: next, route: further, groupLabels };
      return [{ target: { ...target, escalated: true }, at, there }];
    });
  });
}
