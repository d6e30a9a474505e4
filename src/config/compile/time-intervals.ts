import type { NamedInterval, TimeInterval } from "../../core/time/index.ts";
import type { Report } from "../problems/report.ts";
import type { TimeIntervalInput } from "../schema/time-interval.ts";
import type { Path } from "../source/tree.ts";
import type { RawInterval } from "../values/every.ts";
import type { Entry } from "./sections.ts";

/** compileInterval gives an entry of `time_intervals` its zone, and checks that its stretches of the day are some. */
export function compileInterval(
  report: Report,
  { value, path }: Entry<TimeIntervalInput>,
  timezone: string,
): NamedInterval {
  const { name } = value;
  if (value.every) return { name, intervals: value.every.map((one) => zoned(one, timezone)) };
  const intervals = (value.time_intervals ?? []).map((one, index): TimeInterval => {
    const times = one.times?.map(({ start_time: from, end_time: to }, place) => {
      if (from === to) emptyStretch(report, [...path, "time_intervals", index, "times", place]);
      return { from, to };
    });
    return {
      timezone: one.location ?? timezone,
      ...(times && { times }),
      ...(one.weekdays && { weekdays: one.weekdays }),
      ...(one.days_of_month && { daysOfMonth: one.days_of_month }),
      ...(one.months && { months: one.months }),
      ...(one.years && { years: one.years }),
    };
  });
  return { name, intervals };
}

/** zoned gives an interval the zone that counts where it names none. */
export function zoned({ timezone: own, ...rest }: RawInterval, timezone: string): TimeInterval {
  return { timezone: own ?? timezone, ...rest };
}

function emptyStretch(report: Report, path: Path): void {
  report.error(
    path,
    "This stretch of the day ends when it begins; 00:00 to 24:00 is the whole day",
  );
}
