import type { Alert } from "../alerts/alert.ts";
import type { IntervalCalendar } from "../time/index.ts";
import type { Hush } from "./hush.ts";
import { matchesAll } from "./matches-all.ts";
import type { Silence } from "./silence.ts";

/** activeSilences finds the hush of each alert that a silence matches which holds at a moment; the first of several counts. */
export function activeSilences(
  silences: readonly Silence[],
  now: number,
  calendar: IntervalCalendar,
): (alert: Pick<Alert, "labels">) => Hush | null {
  const active = silencesAt(silences, now, calendar);
  return ({ labels }) => {
    const found = active.find(({ silence }) => matchesAll(silence.matchers, labels));
    return found ? silencedBy(found.silence, found.until) : null;
  };
}

/** silencesAt lists the silences that hold at a moment, each with when that ends. */
export function silencesAt(
  silences: readonly Silence[],
  now: number,
  calendar: IntervalCalendar,
): readonly { readonly silence: Silence; readonly until: number }[] {
  return silences.flatMap((silence) => {
    const { startsAt, endsAt, every } = silence;
    const state = every && calendar(every, now);
    const holds = startsAt <= now && now < endsAt && state?.holds !== false;
    return holds ? [{ silence, until: Math.min(endsAt, state?.until ?? endsAt) }] : [];
  });
}

/** The last moment that a date can have: a silence that ends no sooner does not end. */
const NEVER = 8.64e15;

/** silencedBy is the hush of an alert that a silence matches, with when that ends. */
export function silencedBy(
  { id, author, comment, startsAt }: Pick<Silence, "id" | "author" | "comment" | "startsAt">,
  until: number,
): Hush {
  return {
    reason: "silenced",
    source: id,
    by: author,
    at: startsAt,
    ...(until < NEVER ? { until } : {}),
    ...(comment === "" ? {} : { comment }),
  };
}
