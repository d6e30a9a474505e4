import type { Amount } from "../metrics/amount.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import type { GroupSeries } from "../windows/group-series.ts";
import type { RuleScope } from "./evaluator.ts";
import { type ForecastPlan, PAST_DAYS } from "./forecast-calendar.ts";
import { lookBackOf } from "./look.ts";
import type { BudgetRule } from "./spec.ts";
import { WEEK_DISCOUNT } from "./weekday-moments.ts";

const WEEK = 7;

/** PastDays are a group's full past days, oldest first; `days` of them count, up to yesterday. */
export interface PastDays {
  days: number;
  /** What each came to. */
  readonly whole: Float64Array;
  /** What of it came from the present clock hour on. */
  readonly rest: Float64Array;
}

/**
 * ForecastHistory reads a group's past days out of its running sums. The day of the group's first row within the 57 days
 * before today is no full day and is left out with all before it; with an older row there are PAST_DAYS of them.
 */
export class ForecastHistory {
  readonly #index: GroupIndex;
  /** Where the metric's running sum lies; -1 where streams are counted. */
  readonly #sum: number;
  readonly #past: PastDays = {
    days: 0,
    whole: new Float64Array(PAST_DAYS),
    rest: new Float64Array(PAST_DAYS),
  };

  constructor(rule: BudgetRule, scope: RuleScope) {
    const { source } = metricPlan(rule.metric).over;
    const amount = source.startsWith("sum:") ? (source.slice(4) as Amount) : null;
    this.#index = scope.index(lookBackOf(rule), amount === null ? [] : [amount]);
    this.#sum = amount === null ? -1 : this.#index.place(amount);
  }

  /**
   * smoothed is how many full past days the group has, and the most that any weekday's mean can be: what whole weeks came to,
   * as if they had been spent on one weekday, and with no more days of it to share the weight than the fewest there are.
   */
  smoothed(group: number, at: number, plan: ForecastPlan): { days: number; most: number } {
    const series = this.#index.series(group, at);
    const days = series === undefined ? 0 : fullDays(series, plan);
    let [sum, shared, weight] = [0, 0, 1];
    if (series === undefined) return { days, most: 0 };
    let end = placeOf(series, plan.starts[0] as number);
    for (let back = 0; back < days; back += WEEK, weight *= WEEK_DISCOUNT) {
      const start = placeOf(series, plan.starts[Math.min(back + WEEK, days)] as number);
      sum += weight * this.#between(series, start, end);
      if (back + WEEK <= days) shared += weight;
      end = start;
    }
    return { days, most: shared === 0 ? 0 : sum / shared };
  }

  /** past reads the group's past days; what it returns is filled anew at the next call. */
  past(group: number, at: number, plan: ForecastPlan): PastDays {
    const past = this.#past;
    const series = this.#index.series(group, at);
    past.days = series === undefined ? 0 : fullDays(series, plan);
    if (series === undefined) return past;
    let end = placeOf(series, plan.starts[0] as number);
    for (let back = 1; back <= past.days; back++) {
      const hour = series.afterUpTo((plan.hours[back] as number) - 1, end);
      const start = series.afterUpTo((plan.starts[back] as number) - 1, hour);
      past.whole[past.days - back] = this.#between(series, start, end);
      past.rest[past.days - back] = this.#between(series, hour, end);
      end = start;
    }
    return past;
  }

  /** since is what came from the present clock hour on until `at`. */
  since(group: number, at: number, plan: ForecastPlan): number {
    const series = this.#index.series(group, at);
    if (series === undefined) return 0;
    return this.#between(series, placeOf(series, plan.hours[0] as number), series.after(at));
  }

  #between(series: GroupSeries, from: number, to: number): number {
    if (this.#sum < 0 || from === to) return to - from;
    return series.sum(this.#sum, from, to);
  }
}

/** The place of the first row at `time` or later. */
function placeOf(series: GroupSeries, time: number): number {
  return series.after(time - 1);
}

function fullDays(series: GroupSeries, { starts }: ForecastPlan): number {
  const oldest = PAST_DAYS + 1;
  const first = series.time(placeOf(series, starts[oldest] as number));
  if (first === undefined) return 0;
  let days = PAST_DAYS;
  while (days > 0 && (starts[days] as number) <= first) days--;
  return days;
}
