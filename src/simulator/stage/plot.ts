import { type Nano, nanoFromNumber } from "../../core/money.ts";
import { type CalendarSpec, calendarPeriod } from "../../core/time/index.ts";
import { amountsAt, type Incident, oneStream, type Team } from "../team/index.ts";

/** HEROINE is the member whose month the demo takes over its budget. */
export const HEROINE = "mira.holt@red.acme.io";

/** Plot is what the demo's configuration must know so that its budget is crossed in front of the audience. */
export interface Plot {
  readonly timezone: string;
  /** Day of the month on which the budget's month begins. */
  readonly startsOn: number;
  /** Each member's budget for a month, credits. */
  readonly budget: number;
  /** Rows of the past that bring the heroine to 78 % of it. */
  readonly past: readonly Incident[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between the step at 50 % and the one at 80 %, near enough for one run to cross. */
const STANDING = 0.78;
const LEAST_BUDGET = 50;
const NANO = 1_000_000_000;

/** plotFor works out a budget that the heroine's everyday spend leaves room in, and fills it up to 78 %. */
export function plotFor(team: Team, timezone: string): Plot {
  const startsOn = startingDay(team.anchor, timezone);
  const start = calendarPeriod(month(timezone, startsOn), team.anchor).start;
  const spent = spentBy(team, HEROINE, start);
  const budget = Math.max(LEAST_BUDGET, Math.ceil(spent / NANO / STANDING / 10) * 10);
  return { timezone, startsOn, budget, past: filling(budget * STANDING - spent / NANO) };
}

/**
 * A budget's month that begins or ends around now would be empty, or over in a minute: then the demo's month runs
 * from the fifteenth, as many cost centres' months do.
 */
function startingDay(now: number, timezone: string): number {
  const { start, next } = calendarPeriod(month(timezone, 1), now);
  return now - start < 3 * DAY_MS || next - now < DAY_MS ? 15 : 1;
}

function month(timezone: string, startsOn: number): CalendarSpec {
  return { kind: "calendar", unit: "month", timezone, weekStarts: "monday", startsOn };
}

/** What a member's everyday rows cost from a moment to the anchor, rows that will only be shown later included. */
function spentBy(team: Team, email: string, from: number): Nano {
  return team
    .rows(Math.max(from, team.from), team.anchor)
    .filter((row) => row.member.email === email)
    .reduce((sum, row) => {
      return sum + nanoFromNumber(amountsAt(row, Number.POSITIVE_INFINITY).neo_credits ?? 0);
    }, 0);
}

/** Several runs of yesterday and the day before: none so large, or so recent, that it would be a spike today. */
function filling(credits: number): Incident[] {
  const count = Math.max(1, Math.ceil(credits / 1.5));
  return [
    oneStream({
      name: "the campaign so far",
      member: HEROINE,
      at: -50 * HOUR_MS,
      everyMs: Math.floor((44 * HOUR_MS) / count),
      count,
      credits: credits / count,
      executionMs: 25 * 60_000,
      title: "purple-team campaign: initial access via vpn.acme.io",
      model: "claude-opus-4-1",
    }),
  ];
}
