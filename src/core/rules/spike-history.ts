import type { Amount } from "../metrics/amount.ts";
import { compareProducts, type Fraction } from "../metrics/exact.ts";
import { fold } from "../metrics/fold.ts";
import { type MetricPlan, metricPlan, type Part } from "../metrics/plan.ts";
import { type DaysEarlier, daysEarlier } from "../time/season.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import type { GroupSeries } from "../windows/group-series.ts";
import type { RuleScope } from "./evaluator.ts";
import type { SpikeRule } from "./spec.ts";

/** History is what a spike is compared with: the middle values of the earlier windows, and how many there were. */
export interface History {
  readonly windows: number;
  readonly low: Fraction;
  readonly high: Fraction;
}

const NONE: Fraction = { n: 0, d: 1 };
const SEASON_DAYS = { day: 1, week: 7 } as const;

/**
 * SpikeHistory looks at the windows before the present one: equal in length, wholly within `versus`, and none that opens
 * before the group's first row of the look-back (versus + over). Windows without a value (a rate without streams) are passed over.
 */
export class SpikeHistory {
  readonly #rule: SpikeRule;
  readonly #plan: MetricPlan;
  readonly #index: GroupIndex;
  readonly #scope: RuleScope;
  readonly #earlier: DaysEarlier;

  constructor(rule: SpikeRule, scope: RuleScope) {
    this.#rule = rule;
    this.#scope = scope;
    this.#plan = metricPlan(rule.metric);
    this.#earlier = daysEarlier(rule.timezone);
    const { over, under } = this.#plan;
    const amounts = [over, under].flatMap((part) => amountOf(part) ?? []);
    this.#index = scope.index(rule.versusMs + rule.overMs, amounts);
  }

  /** before returns the group's history as of `at`. */
  before(group: number, at: number): History {
    const { overMs, versusMs } = this.#rule;
    const series = this.#index.series(group, at);
    const values: Fraction[] = [];
    const first = series?.times[series.after(at - versusMs - overMs)];
    if (series === undefined || first === undefined) return { windows: 0, low: NONE, high: NONE };
    const earliest = Math.max(at - versusMs, first);
    for (let back = 1; ; back++) {
      const end = this.#end(at, back);
      if (end - overMs < earliest) break;
      if (end > at - overMs) continue; // a season shorter than the window: they would overlap
      const value = this.#value(series, series.after(end - overMs), series.after(end));
      if (value !== null) values.push(value);
    }
    return middle(values);
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
    if (part.source === "streams") return to - from;
    const amount = amountOf(part);
    if (amount !== null) return series.sum(this.#index.place(amount), from, to);
    return fold(part, this.#scope.columns, series.slots.slice(from, to));
  }
}

/** The amount whose running sums answer a part, where it is a plain sum. */
function amountOf(part: Part | null): Amount | null {
  return part?.source.startsWith("sum:") ? (part.source.slice(4) as Amount) : null;
}

function middle(values: Fraction[]): History {
  const windows = values.length;
  if (windows === 0) return { windows, low: NONE, high: NONE };
  values.sort((a, b) => compareProducts(a.n, b.d, 1, b.n, a.d, 1));
  const low = values[(windows - 1) >> 1] as Fraction;
  const high = values[windows >> 1] as Fraction;
  return { windows, low, high };
}
