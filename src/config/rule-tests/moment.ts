import { dateAfter, wallMoment } from "../../core/time/index.ts";
import { readDuration } from "../values/duration.ts";
import { leaf, Mistake } from "../values/leaf.ts";

/** MomentText is a moment as a test writes it, before it is known when the test starts. */
export type MomentText =
  | { readonly kind: "after"; readonly text: string; readonly ms: number }
  | { readonly kind: "days"; readonly text: string; readonly days: number; readonly time: string }
  | {
      readonly kind: "wall";
      readonly text: string;
      readonly date: string;
      readonly time: string;
      /** An IANA zone, or an offset such as `+02:00`; null takes the test's zone. */
      readonly zone: string | null;
    };

/** MOMENT_WORDS says how moments are written. */
const MOMENT_WORDS =
  "a moment such as +1h30m (after the start), -7d (before it), +1d 08:00 (that time by the clock, so many days on) or 2026-03-29T08:00";

const TIME = String.raw`(\d{2}:\d{2}(?::\d{2})?)`;
const DAYS = new RegExp(`^([+-]?)(\\d{1,4})d\\s+${TIME}$`);
const WALL = new RegExp(
  `^(\\d{4}-\\d{2}-\\d{2})[T ]${TIME}(?:\\s*(Z|[+-]\\d{2}:\\d{2})|\\s+([A-Za-z][\\w+/-]*))?$`,
);

const JSON_SCHEMA = {
  anyOf: [{ type: "string" }, { const: 0 }],
  examples: ["+1h", "+1d 08:00", "-7d", "2026-03-29T08:00"],
};

/** moment is a schema of a moment. */
export const moment = leaf(JSON_SCHEMA, readMoment);

/** readMoment reads a moment as written; `0` is the start. */
function readMoment(value: unknown): MomentText | Mistake {
  if (value === 0) return { kind: "after", text: "0", ms: 0 };
  const text = typeof value === "string" ? value.trim() : "";
  return (
    readAfter(text) ??
    readDays(text) ??
    readWall(text) ??
    new Mistake(`must be ${MOMENT_WORDS}`, [], signed(value))
  );
}

function readAfter(text: string): MomentText | null {
  const ms = readDuration(text.replace(/^[+-]/, ""));
  return ms === null ? null : { kind: "after", text, ms: text.startsWith("-") ? -ms : ms };
}

function readDays(text: string): MomentText | null {
  const [, sign, days, time = ""] = DAYS.exec(text) ?? [];
  if (days === undefined) return null;
  return { kind: "days", text, days: sign === "-" ? -Number(days) : Number(days), time };
}

function readWall(text: string): MomentText | null {
  const [, date, time = "", offset, zone] = WALL.exec(text) ?? [];
  return date === undefined
    ? null
    : { kind: "wall", text, date, time, zone: offset ?? zone ?? null };
}

/** A bare number most often means hours. */
function signed(value: unknown): string | null {
  return /^\d+$/.test(String(value)) ? `+${value}h` : null;
}

/** Origin is what moments are counted from. */
export interface Origin {
  readonly start: number;
  readonly timezone: string;
}

/** momentIn turns a moment as written into ms since the epoch. */
export function momentIn(written: MomentText, { start, timezone }: Origin): number | Mistake {
  if (written.kind === "after") return start + written.ms;
  if (written.kind === "days") {
    return byClock(dateAfter(start, written.days, timezone), written.time, timezone);
  }
  const { date, time, zone } = written;
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

function byClock(date: string, time: string, timezone: string): number | Mistake {
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
