import type { MinuteRange, TimeInterval, WholeRange } from "../../core/time/index.ts";
import { readClockRange } from "./clock-range.ts";
import { leaf, Mistake } from "./leaf.ts";
import { readRange, WEEKDAY } from "./number-ranges.ts";
import { timezone } from "./timezone.ts";

/** RawInterval is a time interval as written; where it names no zone the configuration's counts. */
export type RawInterval = Omit<TimeInterval, "timezone"> & {
  readonly timezone?: string | undefined;
};

const DAYS: Readonly<Record<string, readonly WholeRange[]>> = {
  day: [],
  weekday: [{ from: 1, to: 5 }],
  weekend: [{ from: 6, to: 7 }],
};

const EXAMPLES = ["weekday 22:00-06:00 Europe/Berlin", "weekend", "mon-fri 09:00-17:00"];

/** every is a schema of times that come again and again, in words; or of a list of them. */
export const every = leaf(
  {
    anyOf: [
      { type: "string", examples: EXAMPLES },
      { type: "array", items: { type: "string", examples: EXAMPLES }, minItems: 1 },
    ],
  },
  (value): readonly RawInterval[] | Mistake => {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const read = list.map((one) => (typeof one === "string" ? readEvery(one) : notOne()));
    const mistake = read.find((one) => one instanceof Mistake);
    if (mistake !== undefined) return mistake as Mistake;
    return list.length > 0 ? (read as RawInterval[]) : notOne();
  },
);

/**
 * readEvery reads days, then stretches of the day, then a zone, each of which may be left out but not all: `weekday
 * 22:00-06:00 Europe/Berlin`, `sat,sun`, `day 12:00-13:00,18:00-19:00`.
 */
export function readEvery(text: string): RawInterval | Mistake {
  const words = text.trim().split(/\s+/);
  const weekdays = daysOf(words[0] ?? "");
  if (weekdays !== null) words.shift();
  const times = timesOf(words[0] ?? "");
  if (times !== null) words.shift();
  if ((weekdays === null && times === null) || words.length > 1) return notOne();
  const zone = zoneOf(words[0]);
  if (zone instanceof Mistake) return zone;
  return {
    ...(weekdays?.length ? { weekdays } : {}),
    ...(times ? { times } : {}),
    ...zone,
  };
}

function zoneOf(text: string | undefined): Pick<RawInterval, "timezone"> | Mistake {
  if (text === undefined) return {};
  const known = timezone.safeParse(text);
  return known.success
    ? { timezone: known.data }
    : new Mistake(`ends in "${text}", which is no time zone such as UTC or Europe/Berlin`);
}

function daysOf(text: string): readonly WholeRange[] | null {
  const named = Object.hasOwn(DAYS, text) ? DAYS[text] : undefined;
  if (named !== undefined) return named;
  const ranges = text.split(",").map((one) => readRange(one, "-", WEEKDAY));
  return ranges.some((one) => one instanceof Mistake) ? null : (ranges as WholeRange[]);
}

function timesOf(text: string): readonly MinuteRange[] | null {
  const ranges = text.split(",").map(readClockRange);
  return ranges.includes(null) ? null : (ranges as MinuteRange[]);
}

function notOne(): Mistake {
  return new Mistake(
    "must be days, times of day and a time zone, such as weekday 22:00-06:00 Europe/Berlin, weekend, or mon-fri 09:00-17:00",
  );
}
