import type { WindowSpec } from "../../core/rules/index.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days of clock changes are an hour longer. */
const LONGEST = {
  hour: HOUR,
  day: DAY + HOUR,
  week: 7 * DAY + HOUR,
  month: 31 * DAY + HOUR,
  quarter: 92 * DAY + HOUR,
  year: 366 * DAY + HOUR,
};

/** longestMs is the longest that a window can be, ms. */
export function longestMs(window: WindowSpec): number {
  return window.kind === "rolling" ? window.ms : LONGEST[window.unit];
}
