import { dateAfter } from "../../core/time/index.ts";
import { readDuration } from "../values/duration.ts";
import { leaf, Mistake } from "../values/leaf.ts";
import { byClock, readWall, type WallTime, wallTimeIn } from "../values/wall-time.ts";

/** MomentText is a moment as a test writes it, before it is known when the test starts. */
export type MomentText =
  | { readonly kind: "after"; readonly text: string; readonly ms: number }
  | { readonly kind: "days"; readonly text: string; readonly days: number; readonly time: string }
  | (WallTime & { readonly kind: "wall"; readonly text: string });

/** MOMENT_WORDS says how moments are written. */
const MOMENT_WORDS =
  "a moment such as +1h30m (after the start), -7d (before it), +1d 08:00 (that time by the clock, so many days on) or 2026-03-29T08:00";

const TIME = String.raw`(\d{2}:\d{2}(?::\d{2})?)`;
const DAYS = new RegExp(`^([+-]?)(\\d{1,4})d\\s+${TIME}$`);
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
    wallIn(text) ??
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

function wallIn(text: string): MomentText | null {
  const wall = readWall(text);
  return wall && { kind: "wall", text, ...wall };
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
  return wallTimeIn(written, timezone);
}
