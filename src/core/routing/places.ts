import type { Alert } from "../alerts/index.ts";
import type { Place, Roster } from "./place.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Target } from "./router.ts";
import { readTold } from "./told.ts";
import { toldValuesOf } from "./told-values.ts";

/** rosterOf finds where every alert to be told belongs, and what each receiver was told so far. */
export function rosterOf(input: PlanInput): Roster {
  const wanted = new Map<string, readonly Target[]>();
  for (const alert of input.alerts.values()) {
    if (speaks(alert)) wanted.set(alert.id, input.router(alert));
  }
  const told = new Map<string, Map<string, number>>();
  for (const group of input.groups) {
    const known = told.get(group.receiver) ?? new Map<string, number>();
    for (const [id, since] of readTold(group.toldFiring)) known.set(id, since);
    told.set(group.receiver, known);
  }
  const { now, newestRow, amendFromPpm, alerts, digest } = input;
  const values = toldValuesOf(input.groups);
  return { now, newestRow, amendFromPpm, alerts, wanted, told, values, digest };
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
    const { key, receiver, groupLabels, route } = target;
    return { key, receiver, groupLabels, route, prev: prev.get(key) ?? null, wanted };
  });
  const rest = input.groups
    .filter((group) => !targets.has(group.key) && input.receivers.includes(group.receiver))
    .map((group): Place => {
      const { key, receiver, groupLabels } = group;
      return { key, receiver, groupLabels, route: input.root, prev: group, wanted: [] };
    });
  return [...wanted, ...rest];
}

/** Alerts that are told at all: firing, not spoken for by a higher step, not merely recorded. */
function speaks(alert: Alert): boolean {
  return alert.status === "firing" && !alert.covered && !alert.muted;
}
