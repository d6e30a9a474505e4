import type { Silence } from "../quiet/index.ts";
import type { IntervalCalendar } from "../time/index.ts";
import { escalationsOf, membersOf } from "./escalation.ts";
import type { Place, Roster } from "./place.ts";
import type { PlanInput } from "./plan-input.ts";
import type { NotificationGroup } from "./route.ts";
import { toldTo } from "./told.ts";

/**
 * reviewAt is the earliest moment after now at which a suppression or an escalation may change though no alert does: a silence
 * begins or ends, a route becomes mute or ceases to be, or an alert has been unheeded for long enough.
 * Null where there is none.
 */
export function reviewAt(
  { now, quiet: { silences, calendar } }: PlanInput,
  roster: Roster,
  places: readonly Place[],
  after: readonly NotificationGroup[],
): number | null {
  if (roster.wanted.size === 0 && after.length === 0) return null;
  const moments = [
    ...silences.flatMap((one) => ends(one, now, calendar)),
    ...places.map(({ times }) => times.until),
    ...escalations(roster, after).map((at) => Math.max(at, now + 1)),
  ];
  let next = Number.POSITIVE_INFINITY;
  for (const moment of moments) if (moment > now && moment < next) next = moment;
  return Number.isFinite(next) ? next : null;
}

function ends({ startsAt, endsAt, every }: Silence, now: number, calendar: IntervalCalendar) {
  return [startsAt, endsAt, ...(every ? [calendar(every, now).until] : [])];
}

/** By what the receivers know after this plan. */
function escalations(
  { wanted, alerts, quiet, suppressed, now }: Roster,
  after: readonly NotificationGroup[],
): readonly number[] {
  const grounds = {
    told: toldTo(after),
    ...{ quiet, suppressed, now },
    groups: new Map(after.map((group) => [group.key, group])),
    members: membersOf(after),
  };
  return [...wanted].flatMap(([id, targets]) => {
    const alert = alerts.get(id);
    const own = targets.filter(({ escalated }) => !escalated);
    return alert
      ? escalationsOf(alert, own, grounds).flatMap(({ at, there }) => (there ? [] : [at]))
      : [];
  });
}
