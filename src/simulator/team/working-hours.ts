import type { TeamMember } from "./member.ts";

/** HOUR_MS is the length of one bucket of the team's time. */
export const HOUR_MS = 3_600_000;

/** How busy an office worker is in each local hour of a weekday; the lunch dip is at twelve and one. */
const OFFICE = [
  0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.45, 0.85, 1, 1, 0.45, 0.55, 0.95, 1, 0.95, 0.75,
  0.4, 0.2, 0.12, 0.1, 0.06, 0.04,
];
const BATCH = [
  0.7, 1, 1, 1, 0.9, 0.6, 0.3, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15,
  0.15, 0.2, 0.25, 0.3, 0.4, 0.6,
];
const WEEKEND = { office: 0.07, batch: 0.9 };
const PROFILE = { office: OFFICE, batch: BATCH };
const AVERAGE = { office: hourlyAverage("office"), batch: hourlyAverage("batch") };

/** LocalHour is an hour of a member's day: 0-23, and whether it lies on a weekend. */
export interface LocalHour {
  readonly hour: number;
  readonly weekend: boolean;
}

/** createLocalHours returns a function that tells a zone's local hour for an hour since the epoch. */
export function createLocalHours(): (zone: string, hour: number) => LocalHour {
  const formats = new Map<string, Intl.DateTimeFormat>();
  let [cachedHour, cached] = [Number.NaN, new Map<string, LocalHour>()];
  return (zone, hour) => {
    if (hour !== cachedHour) [cachedHour, cached] = [hour, new Map()];
    let local = cached.get(zone);
    if (!local) {
      local = localHour(formatOf(formats, zone), hour);
      cached.set(zone, local);
    }
    return local;
  };
}

/** busyness is how busy a member is in an hour, where 1 is the average over a week. */
export function busyness(member: TeamMember, local: LocalHour): number {
  const base = PROFILE[member.habit][local.hour] ?? 0;
  return (base * (local.weekend ? WEEKEND[member.habit] : 1)) / AVERAGE[member.habit];
}

function formatOf(formats: Map<string, Intl.DateTimeFormat>, zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    hourCycle: "h23",
    weekday: "short",
  });
  formats.set(zone, format);
  return format;
}

function localHour(format: Intl.DateTimeFormat, hour: number): LocalHour {
  const parts = format.formatToParts(hour * HOUR_MS);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return { hour: Number(part("hour")), weekend: part("weekday").startsWith("S") };
}

function hourlyAverage(habit: TeamMember["habit"]): number {
  const day = PROFILE[habit].reduce((sum, weight) => sum + weight, 0);
  return (day * (5 + 2 * WEEKEND[habit])) / (7 * 24);
}
