import type { StandingAlert, StandingPlace } from "./standing.ts";
import type { WireAlert } from "./wire.ts";

/** WireGroup is Alertmanager's `alertGroup`. */
export interface WireGroup {
  readonly labels: Readonly<Record<string, string>>;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly WireAlert[];
}

/** grouped puts alerts into their notification groups, by receiver and labels; an alert of several groups is in each. */
export function grouped(
  alerts: readonly StandingAlert[],
  wire: (one: StandingAlert) => WireAlert,
): readonly WireGroup[] {
  const groups = new Map<string, { place: StandingPlace; alerts: WireAlert[] }>();
  for (const one of alerts) {
    const laidOut = wire(one);
    for (const place of one.places) {
      const group = groups.get(place.key);
      if (group) group.alerts.push(laidOut);
      else groups.set(place.key, { place, alerts: [laidOut] });
    }
  }
  return [...groups.values()]
    .map(({ place, alerts: members }) => ({
      labels: place.groupLabels,
      receiver: { name: place.receiver },
      alerts: members,
    }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function orderOf({ receiver, labels }: WireGroup): string {
  return JSON.stringify([receiver.name, Object.entries(labels).sort()]);
}
