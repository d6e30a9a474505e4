import type { Alert } from "../alerts/index.ts";
import { createQuiet, type Quiet, suppressionKey, suppressionOf } from "../quiet/index.ts";
import { escalationsOf, membersOf } from "./escalation.ts";
import type { Place, Roster } from "./place.ts";
import type { PlanInput } from "./plan-input.ts";
import { routeOfGroup } from "./route-of-group.ts";
import type { Target } from "./router.ts";
import { toldTo } from "./told.ts";
import { toldValuesOf } from "./told-values.ts";

/** rosterOf finds where every alert to be told belongs, and what each receiver was told so far. */
export function rosterOf(input: PlanInput): Roster {
  const { now, newestRow, amendFromPpm, alerts, router } = input;
  const told = toldTo(input.groups);
  const quiet = createQuiet(input.quiet, alerts, now);
  const groups = new Map(input.groups.map((group) => [group.key, group]));
  const suppressed = new Set(input.quiet.suppressions.map(suppressionKey));
  const grounds = { told, quiet, suppressed, now, groups, members: membersOf(input.groups) };
  const wanted = new Map<string, readonly Target[]>();
  for (const alert of alerts.values()) {
    if (!speaks(alert)) continue;
    const targets = router(alert);
    const further = escalationsOf(alert, targets, grounds)
      .filter(({ at, there }) => there || at <= now)
      .map(({ target }) => target);
    wanted.set(alert.id, further.length > 0 ? [...targets, ...further] : targets);
  }
  const values = toldValuesOf(input.groups);
  const digest = digestByGroup(input, quiet);
  return {
    ...{ now, newestRow, amendFromPpm, alerts, wanted, told, values, digest, quiet, suppressed },
  };
}

/** What a digest tells; what is suppressed is told when that is over, in its own group. */
function digestByGroup({ digest, alerts, router }: PlanInput, quiet: Quiet): Roster["digest"] {
  const byGroup = new Map<string, Set<string>>();
  for (const id of digest) {
    const alert = alerts.get(id);
    for (const { key, route } of alert && speaks(alert) ? router(alert) : []) {
      if (suppressionOf(alert as Alert, route, quiet)) continue;
      byGroup.set(key, (byGroup.get(key) ?? new Set()).add(id));
    }
  }
  return byGroup;
}

/** places lists the groups there are and those that new alerts open; groups of receivers that are no more have none. */
export function places(input: PlanInput, roster: Roster): readonly Place[] {
  const prev = new Map(input.groups.map((group) => [group.key, group]));
  const targets = new Map<string, { target: Target; wanted: Alert[] }>();
  for (const [id, found] of roster.wanted) {
    const alert = roster.alerts.get(id);
    for (const target of alert ? found : []) {
      const place = targets.get(target.key);
      if (place) place.wanted.push(alert as Alert);
      else targets.set(target.key, { target, wanted: [alert as Alert] });
    }
  }
  const wanted = [...targets.values()].map(({ target, wanted }): Place => {
    const { key, receiver, groupLabels, route, escalated = false } = target;
    const times = roster.quiet.timesOf(route);
    return {
      ...{ key, receiver, groupLabels, route, times, escalated, wanted },
      prev: prev.get(key) ?? null,
    };
  });
  const rest = input.groups
    .filter((group) => !targets.has(group.key) && input.receivers.includes(group.receiver))
    .map((group): Place => {
      const { key, receiver, groupLabels } = group;
      const route = routeOfGroup(group, input.root);
      const times = roster.quiet.timesOf(route);
      return {
        ...{ key, receiver, groupLabels, route, times, escalated: false },
        ...{ prev: group, wanted: [] },
      };
    });
  return [...wanted, ...rest];
}

/** Alerts that are told at all: firing, not spoken for by a higher step, not merely recorded. */
function speaks(alert: Alert): boolean {
  return alert.status === "firing" && !alert.covered && !alert.muted;
}
