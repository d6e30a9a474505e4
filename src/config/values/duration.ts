import { leaf, Mistake } from "./leaf.ts";

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** DURATION_PATTERN is the shape of a duration, for editors. */
export const DURATION_PATTERN = "^(\\d+(\\.\\d+)?(ms|s|m|h|d|w))+$";
const WHOLE = new RegExp(DURATION_PATTERN);

/** DURATION_WORDS says how a duration is written. */
export const DURATION_WORDS = "a duration such as 30s, 10m, 1h, 7d or 2w";

/** readDuration reads a duration such as `30s`, `1h30m` or `2w` as ms; a day is 24 hours. Null where it is none. */
export function readDuration(text: string): number | null {
  if (!WHOLE.test(text)) return null;
  let ms = 0;
  for (const [, amount = "", unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    ms += Number(amount) * (UNITS[unit] ?? 0);
  }
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : null;
}

/** durationText prints ms the way durations are written, largest unit first: `1h30m`. */
export function durationText(ms: number): string {
  if (ms === 0) return "0s";
  let rest = ms;
  let out = "";
  // No weeks: people write 35d, not 5w.
  for (const unit of ["d", "h", "m", "s", "ms"]) {
    const size = UNITS[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) out += `${count}${unit}`;
    rest -= count * size;
  }
  return out;
}

/** duration is a schema of a duration of at least `least` ms, read as ms. */
export function duration(least = 0) {
  const json = {
    type: "string",
    pattern: `${DURATION_PATTERN}|\\$\\{`,
    examples: ["30s", "10m", "1h", "7d"],
  };
  return leaf(json, (value) => {
    if (value === 0) return least > 0 ? tooShort(least) : 0;
    const ms = typeof value === "string" ? readDuration(value.trim()) : null;
    if (ms === null) return new Mistake(`must be ${DURATION_WORDS}`, [], withUnit(value));
    return ms < least ? tooShort(least) : ms;
  });
}

function tooShort(least: number): Mistake {
  return new Mistake(`must be a duration of at least ${durationText(least)}`);
}

/** A bare number most often means seconds. */
function withUnit(value: unknown): string | null {
  return /^\d+$/.test(String(value)) ? `${value}s` : null;
}
