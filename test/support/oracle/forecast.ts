import type { Finding, Forecast } from "../../../src/core/engine/index.ts";
import type { BudgetRule, BudgetStep, WindowSpec } from "../../../src/core/rules/index.ts";
import { add, atLeast, type Fraction, fraction, minus, nearest, root, times } from "./fraction.ts";
import { calendarEnd, calendarStart } from "./window.ts";
import { daysBefore, firstMoment, hourStart, localOf } from "./zone.ts";

const DAY = 86_400_000;
const MILLION = 1_000_000n;
const NONE = fraction(0n);

/** Spending is one row of the group as far as a forecast looks: when, and how much of the metric. */
export interface Spending {
  readonly time: number;
  readonly amount: bigint;
}

/** Spent is what a forecast step is judged by: the group's rows, those of its window and their sum. */
export interface Spent {
  readonly rows: readonly Spending[];
  readonly value: bigint;
  readonly streams: number;
  readonly ended: boolean;
}

/** PastDay is one full day before today: all of it, and what came from the present clock hour on. */
interface PastDay {
  readonly weekday: number;
  readonly whole: bigint;
  readonly rest: bigint;
}

/** Foresight is a forecast, and whether it has been too wrong to be told. */
export interface Foresight {
  readonly forecast: Forecast;
  readonly uncertain: boolean;
}

/** forecastVerdict judges a forecast step of a budget whose limit for the group is `budget`, by what `foresee` says. */
export function forecastVerdict(
  step: BudgetStep,
  budget: number,
  spent: Spent,
  seen: Foresight | null,
): Pick<Finding, "breached" | "cleared" | "silent" | "forecast"> {
  const level = BigInt(budget) * BigInt(step.ppm);
  const reached = spent.streams > 0 && spent.value * MILLION >= level;
  if (spent.ended || spent.streams === 0) return { breached: reached, cleared: !reached };
  if (seen === null) return { breached: false, cleared: false, silent: "too_little_history" };
  const { forecast, uncertain } = seen;
  if (reached) return { breached: true, cleared: false, forecast };
  if (uncertain) return { breached: false, cleared: false, silent: "forecast_uncertain", forecast };
  const breached = BigInt(forecast.p50) * MILLION >= level;
  return { breached, cleared: !breached, forecast };
}

/** foresee works out the forecast at a moment; null of a group with too few past days. */
export function foresee(rule: BudgetRule, { rows, value }: Spent, at: number): Foresight | null {
  const window = rule.window as Extract<WindowSpec, { kind: "calendar" }>;
  const zone = window.timezone;
  const today = Math.floor(localOf(at, zone) / DAY) * DAY;
  const start = (back: number) => startOf(today - back * DAY, zone);
  const hour = hourStart(at, zone);
  const total = (from: number, to: number) =>
    rows.reduce((sum, row) => (row.time >= from && row.time < to ? sum + row.amount : sum), 0n);
  const first = Math.min(...rows.map((row) => row.time).filter((time) => time >= start(57)));
  const past: PastDay[] = [];
  for (let back = 56; back > 0; back--) {
    const [from, to] = [start(back), start(back - 1)];
    if (from <= first) continue;
    const since = Math.min(Math.max(earlier(hour, back, zone), from), to);
    const weekday = new Date(today - back * DAY).getUTCDay();
    past.push({ weekday, whole: total(from, to), rest: total(since, to) });
  }
  if (past.length < 14) return null;
  const until = calendarEnd(window, calendarStart(window, at));
  const dateOf = (moment: number) => Math.floor(localOf(moment, zone) / DAY) * DAY;
  const elapsed = (today - dateOf(calendarStart(window, at))) / DAY;
  const length = elapsed + (dateOf(until) - today) / DAY;
  const error = pastErrors(past, elapsed, length);
  const outlook = outlookOf(past, new Date(today).getUTCDay(), length - elapsed);
  const wide = { ...outlook, variance: times(outlook.variance, error.spread) };
  const since = total(Math.max(hour, start(0)), at + 1);
  const byEnd = (rest: number) => Number(value - since) + Math.max(Number(since), rest);
  const p50 = median(outlook);
  const forecast = {
    p10: byEnd(Math.min(p50, quantile(wide, -1n))),
    p50: byEnd(p50),
    p90: byEnd(Math.max(p50, quantile(wide, 1n))),
    errorPpm: error.ppm,
    days: past.length,
    until,
  };
  const large = (error.ppm ?? 0) > rule.forecastMaxErrorPpm;
  return { forecast, uncertain: large || (error.ppm === null && error.wrong > 0n) };
}

/** The zone's clock is slow to ask: what it said is kept. */
const ASKED = new Map<string, number>();
function asked(key: string, ask: () => number): number {
  const known = ASKED.get(key) ?? ask();
  ASKED.set(key, known);
  return known;
}
const startOf = (date: number, zone: string) =>
  asked(`${date} ${zone}`, () => firstMoment(date, zone));
const earlier = (at: number, days: number, zone: string) =>
  asked(`${at} ${days} ${zone}`, () => daysBefore(at, days, zone));

/** What the same forecast, made on each past day that has as much behind and before it, got wrong. */
function pastErrors(past: readonly PastDay[], elapsed: number, length: number) {
  const reach = past.length - 7;
  const scale = (days: number) =>
    length <= reach ? days : Number((BigInt(days) * BigInt(reach)) / BigInt(length));
  const behind = scale(elapsed);
  const ahead = Math.max(1, scale(length - elapsed));
  let [wrong, spent] = [0n, 0n];
  let [squares, variance] = [NONE, NONE];
  past.forEach(({ weekday, rest }, day) => {
    if (day < 7 || day < behind || day + ahead > past.length) return;
    const outlook = outlookOf(past.slice(0, day), weekday, ahead);
    const after = past.slice(day + 1, day + ahead);
    const come = after.reduce((sum, each) => sum + each.whole, rest);
    const gap = BigInt(median(outlook)) - come;
    wrong += gap < 0n ? -gap : gap;
    spent += past.slice(day - behind, day + ahead).reduce((sum, each) => sum + each.whole, 0n);
    const off = minus(outlook.mean, fraction(come));
    squares = add(squares, times(off, off));
    variance = add(variance, outlook.variance);
  });
  const ppm = spent > 0n ? nearest(fraction(wrong * MILLION, spent)) : null;
  const ratio = variance.n > 0n ? times(squares, fraction(variance.d, variance.n)) : NONE;
  return { ppm, wrong, spread: atLeast(ratio, fraction(1n)) };
}

/** Mean and variance of the rest of a day and the days after it, `days` in all. */
function outlookOf(past: readonly PastDay[], weekday: number, days: number) {
  let { mean, variance } = momentsOf(past, weekday, "rest", 1);
  for (let each = 0; each < 7; each++) {
    let count = 0;
    for (let after = 1; after < days; after++) if ((weekday + after) % 7 === each) count++;
    const day = momentsOf(past, each, "whole", count);
    mean = add(mean, day.mean);
    variance = add(variance, day.variance);
  }
  return { mean, variance };
}

function momentsOf(
  past: readonly PastDay[],
  weekday: number,
  part: "whole" | "rest",
  count: number,
) {
  const values = past.filter((day) => day.weekday === weekday).map((day) => day[part]);
  const n = values.length;
  const m = BigInt(count);
  if (n === 0 || m === 0n) return { mean: NONE, variance: NONE };
  // Each counts three quarters of the one a week later: 4 to the place that it has, 3 to what is after it.
  const weights = values.map((_, place) => 4n ** BigInt(place) * 3n ** BigInt(n - 1 - place));
  const over = (of: (value: bigint, weight: bigint) => bigint) =>
    values.reduce((sum, value, place) => sum + of(value, weights[place] as bigint), 0n);
  const all = over((_, weight) => weight);
  const squared = over((_, weight) => weight * weight);
  const sum = over((value, weight) => value * weight);
  const mean = fraction(m * sum, all);
  if (n === 1) return { mean, variance: NONE };
  const squares = over((value, weight) => value * value * weight);
  const one = fraction(all * squares - sum * sum, all * all - squared);
  return { mean, variance: times(one, fraction(m * all * all + m * m * squared, all * all)) };
}

function median(outlook: { mean: Fraction; variance: Fraction }): number {
  return quantile(outlook, 0n);
}

/** Wilson and Hilferty's cube-root law, 30 digits exact; `sign` times the normal distribution's 90 % quantile. */
function quantile({ mean, variance }: { mean: Fraction; variance: Fraction }, sign: bigint) {
  if (mean.n <= 0n) return 0;
  const z = fraction(12_815_515_655_446_004n * sign, 10n ** 16n);
  let c = times(variance, fraction(mean.d * mean.d, 9n * mean.n * mean.n));
  const peak = times(times(z, z), fraction(1n, 4n));
  if (sign > 0n && minus(c, peak).n > 0n) c = peak;
  const base = add(minus(fraction(1n), c), sign === 0n ? NONE : times(z, root(c)));
  if (base.n <= 0n) return 0;
  return nearest(times(mean, times(base, times(base, base))));
}
