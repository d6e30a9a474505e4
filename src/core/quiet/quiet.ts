import type { Alert } from "../alerts/alert.ts";
import { createIntervalCalendar, type IntervalCalendar } from "../time/index.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { activeSilences } from "./active-silences.ts";
import { acknowledgedBy, type Hush } from "./hush.ts";
import type { InhibitRule } from "./inhibit-rule.ts";
import { createInhibition } from "./inhibition.ts";
import { type RouteTimes, routeTimes, type Timed } from "./route-times.ts";
import type { Silence } from "./silence.ts";
import type { Suppression } from "./suppression.ts";
import { hasWorsened } from "./worsened.ts";

/** QuietGrounds are all reasons for which alerts may be kept quiet, and the suppressions that lasted so far. */
export interface QuietGrounds {
  readonly silences: readonly Silence[];
  readonly inhibitRules: readonly InhibitRule[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly suppressions: readonly Suppression[];
  readonly calendar: IntervalCalendar;
}

/** nothingQuiet is no reason to keep anything quiet. */
export function nothingQuiet(): QuietGrounds {
  const none = { silences: [], inhibitRules: [], acknowledgements: [], suppressions: [] };
  return { ...none, calendar: createIntervalCalendar() };
}

/** Quiet answers what keeps an alert quiet, and where, at one moment. */
export interface Quiet {
  /** What keeps an alert quiet everywhere; null where nothing does. */
  hushOf(alert: Alert): Hush | null;
  /** Whether a route is mute. */
  timesOf(route: Timed): RouteTimes;
  /** The acknowledgement of an alert's present firing, whether or not it has worsened since. */
  takenOn(alert: Alert): Acknowledgement | null;
  /** The same, whether it lasts or is over. */
  acknowledgementOf(alert: Alert): Acknowledgement | null;
}

/** createQuiet prepares the answers for one moment. A silence comes before an inhibition, and that before an acknowledgement. */
export function createQuiet(
  grounds: QuietGrounds,
  alerts: ReadonlyMap<string, Alert>,
  now: number,
): Quiet {
  const { calendar } = grounds;
  const silencedBy = activeSilences(grounds.silences, now, calendar);
  const inhibitedBy = createInhibition(grounds.inhibitRules, alerts.values());
  const acknowledged = new Map(grounds.acknowledgements.map((one) => [one.alertId, one]));
  const acknowledgementOf = (alert: Alert) => {
    const known = acknowledged.get(alert.id);
    return known?.startsAt === alert.startsAt ? known : null;
  };
  const takenOn = (alert: Alert) => (alert.status === "firing" ? acknowledgementOf(alert) : null);
  const takenOnAndNotWorse = (alert: Alert) => {
    const known = takenOn(alert);
    return known && !hasWorsened(known, alert) ? acknowledgedBy(known) : null;
  };
  const kept = new Map<string, Hush | null>();
  const times = new Map<Timed, RouteTimes>();
  return {
    hushOf: (alert) => {
      const known = kept.get(alert.id);
      if (known !== undefined) return known;
      const hush = silencedBy(alert) ?? inhibitedBy(alert) ?? takenOnAndNotWorse(alert);
      kept.set(alert.id, hush);
      return hush;
    },
    timesOf: (route) => {
      const known = times.get(route) ?? routeTimes(route, now, calendar);
      times.set(route, known);
      return known;
    },
    takenOn,
    acknowledgementOf,
  };
}
