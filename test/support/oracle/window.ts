import type { WindowSpec } from "../../../src/core/rules/index.ts";
import { firstMoment, hourStart, isoText, localOf } from "./zone.ts";

const DAY = 86_400_000;
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Stretch is a window as the oracle sees it: rows with `holds(time)` are in it. */
export interface Stretch {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly holds: (time: number) => boolean;
}

/** stretchAt is the window that runs at a moment. */
export function stretchAt(spec: WindowSpec, at: number): Stretch {
  if (spec.kind === "rolling") {
    const from = at - spec.ms;
    return { id: "", from, to: at, holds: (time) => time > from && time <= at };
  }
  const start = calendarStart(spec, at);
  const id = isoText(start, spec.timezone);
  return { id, from: start, to: at, holds: (time) => time >= start && time <= at };
}

/** stretchClosed is a calendar window that is over, by its id; empty where the id is no moment. */
export function stretchClosed(spec: WindowSpec, id: string, at: number): Stretch {
  const start = Date.parse(id);
  if (spec.kind === "rolling" || Number.isNaN(start)) {
    return { id, from: at, to: at, holds: () => false };
  }
  const end = calendarEnd(spec, start);
  return { id, from: start, to: end, holds: (time) => time >= start && time < end && time <= at };
}

/** calendarStart finds the first moment of the calendar window that `at` lies in. */
export function calendarStart(spec: Extract<WindowSpec, { kind: "calendar" }>, at: number): number {
  if (spec.unit === "hour") return hourStart(at, spec.timezone);
  let date = Math.floor(localOf(at, spec.timezone) / DAY) * DAY;
  while (!begins(spec, date)) date -= DAY;
  return firstMoment(date, spec.timezone);
}

/** calendarEnd finds the first moment of the window after the one that begins at `start`. */
export function calendarEnd(
  spec: Extract<WindowSpec, { kind: "calendar" }>,
  start: number,
): number {
  if (spec.unit === "hour") {
    let end = start + 900_000;
    while (hourStart(end, spec.timezone) <= start) end += 900_000;
    return end;
  }
  let date = Math.floor(localOf(start, spec.timezone) / DAY) * DAY + DAY;
  while (!begins(spec, date)) date += DAY;
  return firstMoment(date, spec.timezone);
}

function begins(spec: Extract<WindowSpec, { kind: "calendar" }>, local: number): boolean {
  const date = new Date(local);
  const first = date.getUTCDate() === spec.startsOn;
  switch (spec.unit) {
    case "week":
      return DAYS[(date.getUTCDay() + 6) % 7] === spec.weekStarts;
    case "month":
      return first;
    case "quarter":
      return first && date.getUTCMonth() % 3 === 0;
    case "year":
      return first && date.getUTCMonth() === 0;
    default:
      return true;
  }
}
