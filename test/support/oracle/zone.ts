const QUARTER = 900_000;
const DAY = 86_400_000;
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Local is what the zone's clock shows, kept as the UTC moment that would show the same. */
type Local = number;

/** Intl is slow to ask, and asked of the same moments at every tick: what it said is kept. */
const SHOWN = new Map<string, Map<number, Local>>();

/** localOf returns what a zone's clock shows at a moment, asked of Intl. */
export function localOf(at: number, zone: string): Local {
  const shown = SHOWN.get(zone) ?? new Map<number, Local>();
  SHOWN.set(zone, shown);
  const local = shown.get(at) ?? ask(at, zone);
  shown.set(at, local);
  return local;
}

function ask(at: number, zone: string): Local {
  let format = FORMATS.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    FORMATS.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
}

/** firstMoment finds the first moment at which the clock shows `date` (a local midnight) or later. */
export function firstMoment(date: Local, zone: string): number {
  let at = date - 15 * 3_600_000;
  for (let gap = date - localOf(at, zone); gap > 0; gap = date - localOf(at, zone)) {
    at += strideOf(gap);
  }
  return at;
}

/** No clock is put on by more than two hours: what is further away than that need not be asked quarter by quarter. */
function strideOf(gap: number): number {
  return Math.max(QUARTER, Math.floor((gap - 2 * 3_600_000) / QUARTER) * QUARTER);
}

/** hourStart walks back to the whole hour on the clock, or to where the clock jumped into this hour. */
export function hourStart(at: number, zone: string): number {
  let start = Math.floor(at / QUARTER) * QUARTER;
  for (;;) {
    const local = localOf(start, zone);
    if (local % 3_600_000 === 0) return start;
    const before = localOf(start - QUARTER, zone);
    if (Math.floor(before / 3_600_000) % 24 !== Math.floor(local / 3_600_000) % 24) return start;
    start -= QUARTER;
  }
}

/** daysBefore finds the moment with the same time on the clock some days earlier. */
export function daysBefore(at: number, days: number, zone: string): number {
  const local = localOf(at, zone) - days * DAY;
  let guess = local - 15 * 3_600_000;
  while (guess <= local + 15 * 3_600_000) {
    const gap = local - localOf(guess, zone);
    if (gap === 0) return guess;
    guess += strideOf(gap);
  }
  // The clock skipped that time: it then shows a time later by as much as it skipped.
  const offset = localOf(local - DAY, zone) - (local - DAY);
  return local - offset;
}

/** isoText writes a moment with the zone's offset. */
export function isoText(at: number, zone: string): string {
  const local = localOf(at, zone);
  const minutes = Math.round((local - at) / 60_000);
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return new Date(local).toISOString().slice(0, 19) + offset;
}
