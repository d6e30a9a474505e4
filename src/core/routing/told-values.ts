import type { Alert } from "../alerts/index.ts";
import { isCorrectable, type ToldValue, tellValue } from "../corrections/index.ts";
import type { Roster, ToldValues } from "./place.ts";
import type { NotificationGroup } from "./route.ts";
import { inDigest } from "./standing.ts";

/** toldValuesOf gathers what the groups remember, whichever group of a receiver has it. */
export function toldValuesOf(groups: readonly NotificationGroup[]): ToldValues {
  const values = new Map<string, Map<string, ToldValue>>();
  for (const { receiver, told = [] } of groups) {
    const known = values.get(receiver) ?? new Map<string, ToldValue>();
    for (const value of told) known.set(value.id, value);
    values.set(receiver, known);
  }
  return values;
}

/** keptValues is what a group remembers when it says nothing: what was told before, and what this evaluation's digest tells. */
export function keptValues(
  { key, receiver }: Pick<NotificationGroup, "key" | "receiver">,
  known: readonly Alert[],
  roster: Roster,
): Pick<NotificationGroup, "told"> {
  const before = roster.values.get(receiver);
  return remembered(
    known.flatMap((alert) => {
      if (inDigest(roster, key, alert.id)) return told(alert, roster, null);
      return before?.get(alert.id) ?? [];
    }),
  );
}

/** newValues is what a group remembers once it has told some alerts as they are now. */
export function newValues(
  receiver: string,
  spoken: readonly Alert[],
  unspoken: readonly Alert[],
  roster: Roster,
): Pick<NotificationGroup, "told"> {
  const before = roster.values.get(receiver);
  const fresh = spoken.flatMap((alert) =>
    told(alert, roster, alert.corrected ? (before?.get(alert.id) ?? null) : null),
  );
  return remembered([...fresh, ...unspoken.flatMap(({ id }) => before?.get(id) ?? [])]);
}

function told(
  alert: Alert,
  { now, newestRow }: Roster,
  corrects: ToldValue | null,
): readonly ToldValue[] {
  return isCorrectable(alert) ? [tellValue(alert, now, newestRow, corrects)] : [];
}

function remembered(values: readonly ToldValue[]): Pick<NotificationGroup, "told"> {
  return values.length > 0 ? { told: values } : {};
}
