import { type Alert, isToldOnce } from "../alerts/index.ts";
import type { Place, Roster } from "./place.ts";
import type { NotificationGroup } from "./route.ts";
import type { Schedule } from "./schedule.ts";
import { knownIn, type Standing } from "./standing.ts";
import { readTold, toldKey } from "./told.ts";
import { keptValues, newValues } from "./told-values.ts";
import { unheededSince } from "./unheeded.ts";

/**
 * before gives the group that a place starts from. A group that is opened by alerts its receiver knows already (from
 * this evaluation's digest, or from another group that an edited route took them out of) takes over the moment they
 * were told, so that nothing is repeated early.
 */
export function before(
  place: Place,
  stands: Standing,
  groups: readonly NotificationGroup[],
  now: number,
): NotificationGroup | null {
  if (place.prev) return place.prev;
  const known = new Set(knownIn(stands).map(({ id }) => id));
  if (known.size === 0) return null;
  const told = groups
    .filter(({ receiver }) => receiver === place.receiver)
    .filter(({ toldFiring }) => [...readTold(toldFiring).keys()].some((id) => known.has(id)))
    .flatMap(({ notifiedAt }) => (notifiedAt === null ? [] : [notifiedAt]));
  const notifiedAt = told.length > 0 ? Math.max(...told) : now;
  const { key, receiver, groupLabels } = place;
  const empty = { alertIds: [], toldFiring: [], dueAt: null, sequence: 0 };
  return { key, receiver, groupLabels, incident: now, notifiedAt, ...empty };
}

/** afterQuiet gives the group when it says nothing now; null where nothing of it is left. */
export function afterQuiet(
  place: Place,
  start: NotificationGroup | null,
  stands: Standing,
  plan: Schedule,
  roster: Roster,
): NotificationGroup | null {
  if (plan.reason === "empty") return null;
  const { fresh, again, replaced, ending, late } = stands;
  const known = knownIn(stands);
  const begins = start !== null && plan.incident !== start.incident;
  const told = known.length > 0 && fresh.length === 0 ? roster.now : null;
  return {
    ...bare(place, plan),
    alertIds: ids([...fresh, ...known, ...replaced, ...ending, ...late]),
    toldFiring: [...known, ...replaced, ...ending].map(toldKey),
    dueAt: plan.dueAt,
    // A new incident has said nothing yet; the pace of the one before it is in `dueAt`.
    notifiedAt: begins ? null : (start?.notifiedAt ?? told),
    sequence: plan.sequence,
    ...keptValues(place, [...known, ...replaced], roster),
    ...(again.length > 0 && { again: ids(again) }),
    ...mutedUntil(place, plan),
    ...unheededSince(place, roster),
  };
}

/** afterSpeaking gives the group when it has told everything; null where all of that is over. */
export function afterSpeaking(
  place: Place,
  stands: Standing,
  plan: Schedule,
  roster: Roster,
): NotificationGroup | null {
  const { now } = roster;
  const { fresh, held, again, quiet, hushed } = stands;
  const firing = [...fresh, ...knownIn(stands)];
  const repeats = [...fresh, ...held, ...again].some((alert) => !isToldOnce(alert));
  if (firing.length === 0) return null;
  return {
    ...bare(place, plan),
    alertIds: ids(firing),
    toldFiring: firing.map(toldKey),
    dueAt: repeats ? now + place.route.repeatIntervalMs : null,
    notifiedAt: now,
    sequence: plan.sequence + 1,
    ...newValues(place.receiver, [...fresh, ...held, ...again], [...quiet, ...hushed], roster),
    ...unheededSince(place, roster),
  };
}

/**
 * retire takes single streams that all their receivers were told of out of their groups: each is told once. A group
 * that held nothing else stays empty until its group_interval is over, to pace the next ones. Those that were kept from
 * their receivers, `unheard`, count as told there.
 */
export function retire(
  groups: readonly NotificationGroup[],
  alerts: ReadonlyMap<string, Alert>,
  unheard: ReadonlySet<string>,
  intervalOf: (group: NotificationGroup) => number,
): { groups: readonly NotificationGroup[]; toldOnce: readonly string[] } {
  const waiting = new Set<string>();
  const told = new Set<string>(unheard);
  for (const group of groups) {
    const known = readTold(group.toldFiring);
    for (const id of group.alertIds) {
      const alert = alerts.get(id);
      if (alert && isToldOnce(alert)) (known.has(id) ? told : waiting).add(id);
    }
  }
  const toldOnce = [...told].filter((id) => !waiting.has(id));
  if (toldOnce.length === 0) return { groups, toldOnce };
  const gone = new Set(toldOnce);
  const left = groups.map((group): NotificationGroup => {
    const alertIds = group.alertIds.filter((id) => !gone.has(id));
    if (alertIds.length === group.alertIds.length) return group;
    const toldFiring = group.toldFiring.filter(
      (key) => !gone.has([...readTold([key]).keys()][0] ?? ""),
    );
    const spent = alertIds.length === 0 && group.notifiedAt !== null;
    const dueAt = spent ? (group.notifiedAt ?? 0) + intervalOf(group) : group.dueAt;
    return { ...group, alertIds, toldFiring, dueAt };
  });
  return { groups: left, toldOnce };
}

/** What is due within a mute time is looked at when that may be over. */
function mutedUntil(place: Place, { dueAt }: Schedule): Pick<NotificationGroup, "mutedUntil"> {
  const { mute, until } = place.times;
  if (!mute || dueAt === null) return {};
  return { mutedUntil: Number.isFinite(until) ? until : null };
}

function bare(
  place: Place,
  plan: Schedule,
): Pick<NotificationGroup, "key" | "receiver" | "groupLabels" | "incident"> {
  const { key, receiver, groupLabels } = place;
  return { key, receiver, groupLabels, incident: plan.incident };
}

function ids(alerts: readonly Alert[]): readonly string[] {
  return alerts.map(({ id }) => id);
}
