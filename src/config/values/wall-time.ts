import { wallMoment } from "../../core/time/index.ts";
import { leaf, Mistake } from "./leaf.ts";

/** WallTime is a date and a time by the clock as written. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
  /** An IANA zone, or an offset such as `+02:00`; null takes the zone of whoever reads it. */
  readonly zone: string | null;
}

const WALL =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\s*(Z|[+-]\d{2}:\d{2})|\s+([A-Za-z][\w+/-]*))?$/;

/** wallTime is a schema of a date and time, with an offset, a zone, or neither. */
export const wallTime = leaf(
  { type: "string", examples: ["2026-12-24 08:00", "2026-12-24T08:00+01:00"] },
  (value) =>
    (typeof value === "string" ? readWall(value.trim()) : null) ??
    new Mistake("must be a date and a time such as 2026-12-24 08:00 or 2026-12-24T08:00+01:00"),
);

/** readWall reads a date and time; null where it is none. */
export function readWall(text: string): WallTime | null {
  const [, date, time = "", offset, zone] = WALL.exec(text) ?? [];
  return date === undefined ? null : { date, time, zone: offset ?? zone ?? null };
}

/** wallTimeIn turns a date and time as written into ms since the epoch; `timezone` counts where it names none. */
export function wallTimeIn({ date, time, zone }: WallTime, timezone: string): number | Mistake {
  if (zone === null) return byClock(date, time, timezone);
  if (zone === "Z" || /^[+-]/.test(zone)) return byOffset(date, time, zone);
  return isZone(zone)
    ? byClock(date, time, zone)
    : new Mistake("must end with a time zone such as Europe/Berlin, UTC or +02:00");
}

function byOffset(date: string, time: string, offset: string): number | Mistake {
  const utc = wallMoment({ date, time }, "UTC");
  if (typeof utc !== "number") return NO_SUCH_DATE;
  if (offset === "Z") return utc;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return utc - (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}

const NO_SUCH_DATE = new Mistake("must be a date and a time that exist");

/** byClock turns a date and a time by a zone's clock into ms since the epoch. */
export function byClock(date: string, time: string, timezone: string): number | Mistake {
  const found = wallMoment({ date, time }, timezone);
  switch (found) {
    case "no_such_date":
      return NO_SUCH_DATE;
    case "skipped":
      return new Mistake(
        `must be a time that exists: on ${date} the clock in ${timezone} jumps over ${time}`,
      );
    case "shown_twice":
      return new Mistake(
        `must say which of the two it means: on ${date} the clock in ${timezone} shows ${time} twice; add the offset, such as ${date}T${time}+02:00`,
      );
    default:
      return found;
  }
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
