import { Temporal } from "temporal-polyfill";

/** Tick is a mark on the axis of time, with its label by the zone's clock. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MINUTE = 60_000;
const DAY = 86_400_000;

interface Step {
  readonly ms: number;
  readonly unit: "minute" | "hour" | "day" | "month";
  readonly count: number;
}

/** Steps from tick to tick, the shortest first; their lengths are how long they mostly are. */
const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => ({ ms: n * MINUTE, unit: "minute", count: n }) as const),
  ...[1, 2, 3, 6, 12].map((n) => ({ ms: n * 60 * MINUTE, unit: "hour", count: n }) as const),
  ...[1, 2, 4, 7, 10, 14].map((n) => ({ ms: n * DAY, unit: "day", count: n }) as const),
  ...[1, 2, 3, 6, 12].map((n) => ({ ms: n * 30 * DAY, unit: "month", count: n }) as const),
];

/**
 * timeTicks marks a stretch of time at round moments of a zone's clock, at most `most` of them: minutes and hours by the clock, days
 * counted from the stretch's own first midnight, months by their first day.
 */
export function timeTicks(
  from: number,
  to: number,
  timezone: string,
  most: number,
): readonly Tick[] {
  const step = STEPS.find(({ ms }) => (to - from) / ms <= most) ?? (STEPS.at(-1) as Step);
  const ticks: Tick[] = [];
  let moment = firstTick(from, timezone, step);
  while (moment.epochMilliseconds <= to && ticks.length < most) {
    ticks.push({ at: moment.epochMilliseconds, label: labelOf(moment, step) });
    moment = after(moment, step);
  }
  return ticks;
}

/** Hours are counted on the clock, so that they stay round where it changes. */
function after(moment: Temporal.ZonedDateTime, { unit, count }: Step): Temporal.ZonedDateTime {
  if (unit !== "hour") return moment.add({ [`${unit}s`]: count });
  const next = moment.toPlainDateTime().add({ hours: count }).toZonedDateTime(moment.timeZoneId);
  const skipped = next.epochMilliseconds <= moment.epochMilliseconds;
  return skipped ? moment.add({ hours: count }) : next;
}

function firstTick(from: number, timezone: string, { unit, count }: Step): Temporal.ZonedDateTime {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timezone);
  const day = start.startOfDay();
  if (unit === "day") return day.epochMilliseconds >= from ? day : day.add({ days: 1 });
  if (unit === "month") {
    const first = day.with({ day: 1 });
    return first.epochMilliseconds >= from ? first : first.add({ months: 1 });
  }
  const part = unit === "hour" ? start.hour : start.minute;
  const whole =
    unit === "hour"
      ? start.round({ smallestUnit: "hour", roundingMode: "floor" })
      : start.round({ smallestUnit: "minute", roundingMode: "floor" });
  const floor = whole.subtract({ [`${unit}s`]: part % count });
  return floor.epochMilliseconds >= from ? floor : floor.add({ [`${unit}s`]: count });
}

function labelOf(moment: Temporal.ZonedDateTime, { unit }: Step): string {
  const day = `${moment.day} ${MONTHS[moment.month - 1]}`;
  if (unit === "month")
    return `${MONTHS[moment.month - 1]}${moment.month === 1 ? ` ${moment.year}` : ""}`;
  if (unit === "day" || (moment.hour === 0 && moment.minute === 0)) return day;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(moment.hour)}:${two(moment.minute)}`;
}

/** momentLabel names one moment as shortly as its neighbours, `everyMs` apart, allow: `14:05`, `14 Mar`. */
export function momentLabel(at: number, timezone: string, everyMs: number): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const { unit, ms, count } = {
    unit: everyMs >= DAY ? "day" : "minute",
    ms: everyMs,
    count: 1,
  } as const;
  return labelOf(moment, { unit, ms, count });
}
