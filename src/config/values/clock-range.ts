import type { MinuteRange } from "../../core/time/index.ts";

const CLOCK = /^([01]?\d|2[0-4]):([0-5]\d)$/;

/** CLOCK_WORDS says how a time of day is written. */
export const CLOCK_WORDS = "a time of day such as 09:00, from 00:00 to 24:00";

/** readClock reads a time of day as minutes after midnight; null where it is none. */
export function readClock(text: string): number | null {
  const [, hours, minutes] = CLOCK.exec(text.trim()) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return hours === undefined || total > 1440 ? null : total;
}

/** readClockRange reads a stretch of the day such as 22:00-06:00; null where it is none. */
export function readClockRange(text: string): MinuteRange | null {
  const [first = "", second = "", ...more] = text.split("-");
  const from = readClock(first);
  const to = readClock(second);
  return from === null || to === null || from === to || more.length > 0 ? null : { from, to };
}

/** clockText prints minutes after midnight as a time of day. */
export function clockText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
