import { widened } from "../engine/columns/columns.ts";
import type { Amount } from "../metrics/amount.ts";
import type { Fraction } from "../metrics/exact.ts";
import { fold } from "../metrics/fold.ts";
import { type Middle, middleOf, middleOfWhole } from "../metrics/middle.ts";
import { type MetricPlan, metricPlan, type Part } from "../metrics/plan.ts";
import { type DaysEarlier, daysEarlier } from "../time/season.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import { type GroupSeries, ROW_COUNT } from "../windows/group-series.ts";
import { EarlierPlaces } from "./earlier-places.ts";
import type { RuleScope } from "./evaluator.ts";
import type { MetricRef } from "./spec.ts";

const SEASON_DAYS = { day: 1, week: 7 } as const;
const DAY_MS = 86_400_000;

/** Compared is what the history needs to know of a rule that compares a window with earlier ones. */
export interface Compared {
  readonly metric: MetricRef;
  readonly overMs: number;
  readonly versusMs: number;
  /** Only the same window of earlier days or weeks, by the clock of `timezone`. */
  readonly season?: "day" | "week";
  readonly timezone: string;
}

/**
 * SpikeHistory looks at the windows before the present one: equal in length, wholly within `versus`, and none that opens
 * before the group's first row of the look-back (versus + over). Windows without a value (a rate without streams) are passed over.
 */
export class SpikeHistory {
  readonly #rule: Compared;
  readonly #plan: MetricPlan;
  readonly #index: GroupIndex;
  readonly #scope: RuleScope;
  readonly #earlier: DaysEarlier;
  /** Where the running sum of the metric lies, or ROW_COUNT; null where the metric is neither. */
  readonly #sum: number | null;
  readonly #places: EarlierPlaces;
  /** The earlier windows last looked at, as places in the group's series, and what they came to where the metric is plain. */
  #count = 0;
  #from = new Int32Array(64);
  #to = new Int32Array(64);
  #values = new Float64Array(64);
  /** Whose places they are, while `before` is about to be asked for the same group at the same moment. */
  #placed: { readonly group: number; readonly series: GroupSeries } | null = null;

  constructor(rule: Compared, scope: RuleScope) {
    this.#rule = rule;
    this.#scope = scope;
    this.#plan = metricPlan(rule.metric);
    this.#earlier = daysEarlier(rule.timezone);
    const { over, under } = this.#plan;
    const amounts = [over, under].flatMap((part) => amountOf(part) ?? []);
    this.#index = scope.index(rule.versusMs + rule.overMs, amounts);
    this.#sum = under === null ? this.#plainOf(over) : null;
    // The end and the begin of each; a day of 23 hours makes room for one more.
    const stepMs = rule.season === undefined ? rule.overMs : SEASON_DAYS[rule.season] * DAY_MS;
    const windows = Math.floor(rule.versusMs / stepMs) + 1;
    this.#places = new EarlierPlaces(windows * 2, rule.overMs);
  }

  /** before returns the middle values of the group's earlier windows as of `at`, and how many windows there are. */
  before(group: number, at: number): Middle {
    const series = this.#placed?.group === group ? this.#placed.series : this.#place(group, at);
    this.#placed = null;
    if (series === undefined) return middleOf([]);
    return this.#sum === null
      ? middleOf(this.#valuesOf(series))
      : middleOfWhole(this.#values.subarray(0, this.#count));
  }

  /** values returns the exact values of the group's earlier windows as of `at`. */
  values(group: number, at: number): Fraction[] {
    const series = this.#place(group, at);
    return series === undefined ? [] : this.#valuesOf(series);
  }

  /** sums is `values` in one stretch of doubles, good until the next look; null where the metric is not a plain sum. */
  sums(group: number, at: number): Float64Array | null {
    if (this.#sum === null) return null;
    this.#place(group, at);
    return this.#values.subarray(0, this.#count);
  }

  /**
   * mostlyAbove says that more than half of the earlier windows are surely above `level`, so that their median is: a quick look
   * that spares most groups the sorting. False where it cannot tell: then `before` is to be asked next.
   */
  mostlyAbove(group: number, at: number, level: number): boolean {
    if (this.#sum === null) return false;
    const series = this.#place(group, at);
    if (series === undefined) return false;
    const surely = level + Math.abs(level) * 1e-12;
    const values = this.#values;
    let above = 0;
    for (let each = 0; each < this.#count; each++) if ((values[each] as number) > surely) above++;
    if (above > this.#count >> 1) return true;
    this.#placed = { group, series };
    return false;
  }

  /** Finds the earlier windows in the group's series: their places, or at once what they came to where the metric is plain. */
  #place(group: number, at: number): GroupSeries | undefined {
    const { overMs, versusMs, season } = this.#rule;
    const series = this.#index.series(group, at);
    const first = series?.time(series.after(at - versusMs - overMs));
    this.#count = 0;
    if (series === undefined || first === undefined) return undefined;
    const earliest = Math.max(at - versusMs, first);
    if (season !== undefined || this.#sum === null) this.#placeEach(series, group, at, earliest);
    else {
      this.#count = Math.max(0, Math.floor((at - earliest) / overMs) - 1);
      this.#reserve(this.#count);
      const places = this.#places.of(group, at);
      series.backward(this.#sum, at - overMs, overMs, this.#count, places, this.#values);
    }
    return series;
  }

  #placeEach(series: GroupSeries, group: number, at: number, earliest: number): void {
    const { overMs, season } = this.#rule;
    const places = this.#places.of(group, at);
    let place = series.after(at - overMs);
    for (let back = 1; ; back++) {
      const end = this.#end(at, back);
      if (end - overMs < earliest) break;
      if (end > at - overMs) continue; // a season shorter than the window: they would overlap
      const hint = this.#count * 2;
      const to = season === undefined ? place : series.afterNear(end, hinted(places[hint], place));
      place = series.afterNear(end - overMs, hinted(places[hint + 1], to));
      places[hint] = to;
      places[hint + 1] = place;
      this.#push(series, place, to);
    }
  }

  #push(series: GroupSeries, from: number, to: number): void {
    this.#reserve(this.#count + 1);
    if (this.#sum !== null) this.#values[this.#count] = this.#plain(series, this.#sum, from, to);
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
  }

  #reserve(windows: number): void {
    if (windows <= this.#from.length) return;
    const room = Math.max(windows, this.#from.length * 2);
    this.#from = widened(this.#from, new Int32Array(room));
    this.#to = widened(this.#to, new Int32Array(room));
    this.#values = widened(this.#values, new Float64Array(room));
  }

  #valuesOf(series: GroupSeries): Fraction[] {
    const values: Fraction[] = [];
    for (let each = 0; each < this.#count; each++) {
      const value = this.#value(series, this.#from[each] as number, this.#to[each] as number);
      if (value !== null) values.push(value);
    }
    return values;
  }

  #end(at: number, back: number): number {
    const { season, overMs } = this.#rule;
    return season === undefined
      ? at - back * overMs
      : this.#earlier(at, back * SEASON_DAYS[season]);
  }

  #value(series: GroupSeries, from: number, to: number): Fraction | null {
    const n = this.#part(this.#plan.over, series, from, to);
    const d = this.#plan.under === null ? 1 : this.#part(this.#plan.under, series, from, to);
    return Number.isNaN(n) || d <= 0 ? null : { n, d };
  }

  #part(part: Part, series: GroupSeries, from: number, to: number): number {
    const plain = this.#plainOf(part);
    if (plain !== null) return this.#plain(series, plain, from, to);
    return fold(part, this.#scope.columns, Array.from(series.slots(from, to)));
  }

  #plain(series: GroupSeries, sum: number, from: number, to: number): number {
    return sum === ROW_COUNT ? to - from : series.sum(sum, from, to);
  }

  #plainOf(part: Part): number | null {
    if (part.source === "streams") return ROW_COUNT;
    const amount = amountOf(part);
    return amount === null ? null : this.#index.place(amount);
  }
}

function hinted(known: number | undefined, otherwise: number): number {
  return known === undefined || known < 0 ? otherwise : known;
}

/** The amount whose running sums answer a part, where it is a plain sum. */
function amountOf(part: Part | null): Amount | null {
  return part?.source.startsWith("sum:") ? (part.source.slice(4) as Amount) : null;
}
