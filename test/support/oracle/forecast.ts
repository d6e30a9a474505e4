import type { BudgetRule, WindowSpec } from "../../../src/core/rules/index.ts";
import { add, atLeast, type Fraction, fraction, minus, nearest, root, times } from "./fraction.ts";
import type { Expected, Range } from "./moment.ts";
import { calendarEnd, calendarStart } from "./window.ts";
import { daysBefore, firstMoment, hourStart, localOf } from "./zone.ts";

const DAY = 86_400_000;
const MILLION = 1_000_000n;
const NONE = fraction(0n);
/** Full past days: each weekday twice. */
const FEWEST = 14;

/** Spending is one row of the group as far as a forecast looks: when, and how much of the metric. */
export interface Spending {
  readonly time: number;
  readonly amount: bigint;
}

/** Spent is what a forecast step starts from: what the window came to, whether that reaches the step, and whether it goes on. */
export interface Spent {
  readonly value: bigint;
  readonly reached: boolean;
  /** The window runs, and has rows. */
  readonly open: boolean;
}

/** PastDay is one full day before today: all of it, and what came from the present clock hour on. */
interface PastDay {
  readonly weekday: number;
  readonly whole: bigint;
  readonly rest: bigint;
}

/** TooFew is how many past days a group has that are too few to foretell anything. */
export interface TooFew {
  readonly present: number;
}

/** Foresight is what is to come until the end of the window, and whether the forecast has been too wrong to be told. */
export interface Foresight {
  /** Spent in the window since the present clock hour began. */
  readonly since: bigint;
  readonly p10: Range;
  readonly p50: Range;
  readonly p90: Range;
  readonly errorPpm: Range | null;
  readonly days: number;
  readonly until: number;
  /** Null where doubles may say either. */
  readonly uncertain: boolean | null;
}

/** forecastVerdict judges a forecast step, of which `level` is reached by what is spent or foretold. */
export function forecastVerdict(
  level: Fraction,
  { value, reached, open }: Spent,
  seen: Foresight | TooFew,
): Pick<Expected, "breached" | "cleared" | "silent" | "past" | "forecast" | "undecided"> {
  if (!open) return { breached: reached, cleared: !reached };
  if ("present" in seen) {
    const past = { present: seen.present, needed: FEWEST };
    return { breached: false, cleared: false, silent: "too_little_history", past };
  }
  const { since, errorPpm, days, until, uncertain } = seen;
  // No amount is larger than the largest whole number that a double tells apart from the next.
  const byEnd = (rest: number) =>
    Math.min(Number(value - since) + Math.max(Number(since), rest), Number.MAX_SAFE_INTEGER);
  const total = ({ least, most }: Range) => ({ least: byEnd(least), most: byEnd(most) });
  const [p10, p50, p90] = [total(seen.p10), total(seen.p50), total(seen.p90)];
  const forecast = { p10, p50, p90, errorPpm, days, until };
  if (reached) return { breached: true, cleared: false, forecast };
  if (uncertain) return { breached: false, cleared: false, silent: "forecast_uncertain", forecast };
  const surely = BigInt(p50.least) * level.d >= level.n;
  const breached = BigInt(p50.most) * level.d >= level.n;
  const undecided = uncertain === null || surely !== breached;
  return { breached, cleared: !breached, forecast, ...(undecided ? { undecided } : {}) };
}

/** foresee works out what is to come at a moment, where the group has past days enough. */
export function foresee(
  rule: BudgetRule,
  rows: readonly Spending[],
  at: number,
): Foresight | TooFew {
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
  if (past.length < FEWEST) return { present: past.length };
  const until = calendarEnd(window, calendarStart(window, at));
  const dateOf = (moment: number) => Math.floor(localOf(moment, zone) / DAY) * DAY;
  const elapsed = (today - dateOf(calendarStart(window, at))) / DAY;
  const length = elapsed + (dateOf(until) - today) / DAY;
  const error = pastErrors(past, elapsed, length);
  const outlook = outlookOf(past, new Date(today).getUTCDay(), length - elapsed);
  const wide = { ...outlook, variance: times(outlook.variance, error.spread) };
  const p50 = median(outlook);
  const [low, high] = [quantile(wide, -1n), quantile(wide, 1n)];
  return {
    since: total(Math.max(hour, start(0)), at + 1),
    p10: { least: Math.min(p50.least, low.least), most: Math.min(p50.most, low.most) },
    p50,
    p90: { least: Math.max(p50.least, high.least), most: Math.max(p50.most, high.most) },
    errorPpm: error.ppm,
    days: past.length,
    until,
    uncertain: error.isAbove(rule.forecastMaxErrorPpm),
  };
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
  let [least, most, spent] = [0n, 0n, 0n];
  let [squares, variance] = [NONE, NONE];
  past.forEach(({ weekday, rest }, day) => {
    if (day < 7 || day < behind || day + ahead > past.length) return;
    const outlook = outlookOf(past.slice(0, day), weekday, ahead);
    const after = past.slice(day + 1, day + ahead);
    const come = after.reduce((sum, each) => sum + each.whole, rest);
    const foretold = median(outlook);
    const [below, above] = [come - BigInt(foretold.least), BigInt(foretold.most) - come];
    least += below < 0n ? -below : above < 0n ? -above : 0n;
    most += below > above ? below : above;
    spent += past.slice(day - behind, day + ahead).reduce((sum, each) => sum + each.whole, 0n);
    const off = minus(outlook.mean, fraction(come));
    squares = add(squares, times(off, off));
    variance = add(variance, outlook.variance);
  });
  const ratio = variance.n > 0n ? times(squares, fraction(variance.d, variance.n)) : NONE;
  const spread = atLeast(ratio, fraction(1n));
  if (spent === 0n) {
    const boundless = least > 0n === most > 0n ? most > 0n : null;
    return { ppm: null, spread, isAbove: () => boundless };
  }
  const ppmOf = (wrong: bigint) => nearest(fraction(wrong * MILLION, spent));
  const ppm = { least: ppmOf(least), most: ppmOf(most) };
  const isAbove = (max: number) => (ppm.least > max === ppm.most > max ? ppm.most > max : null);
  return { ppm, spread, isAbove };
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

function median(outlook: { mean: Fraction; variance: Fraction }): Range {
  return quantile(outlook, 0n);
}

/** Wilson and Hilferty's cube-root law, 30 digits exact; `sign` times the normal distribution's 90 % quantile. */
function quantile({ mean, variance }: { mean: Fraction; variance: Fraction }, sign: bigint): Range {
  if (mean.n <= 0n) return { least: 0, most: 0 };
  const z = fraction(12_815_515_655_446_004n * sign, 10n ** 16n);
  let c = times(variance, fraction(mean.d * mean.d, 9n * mean.n * mean.n));
  const peak = times(times(z, z), fraction(1n, 4n));
  if (sign > 0n && minus(c, peak).n > 0n) c = peak;
  const base = add(minus(fraction(1n), c), sign === 0n ? NONE : times(z, root(c)));
  const exact = base.n <= 0n ? NONE : times(mean, times(base, times(base, base)));
  // The engine works this out in doubles: where a half is this near, either whole number is right.
  const off = times(mean, fraction(1n, 10n ** 11n));
  return { least: Math.max(0, nearest(minus(exact, off))), most: nearest(add(exact, off)) };
}
