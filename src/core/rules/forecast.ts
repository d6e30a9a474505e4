import type { Forecast, Past, Silence } from "../engine/finding.ts";
import type { RuleScope, Seen } from "./evaluator.ts";
import { ForecastCalendar, type ForecastPlan } from "./forecast-calendar.ts";
import { forecastError } from "./forecast-error.ts";
import { ForecastHistory } from "./forecast-history.ts";
import { quantile, Z } from "./quantile.ts";
import type { BudgetRule } from "./spec.ts";

/** MIN_DAYS is the fewest full past days that a forecast rests on: each weekday twice, or nothing can be said of its spread. */
export const MIN_DAYS = 14;

/** Foreseen is a group's forecast, or why there is none to act on. */
export interface Foreseen {
  readonly forecast?: Forecast;
  readonly silent?: Silence;
  /** Full past days, where there are too few of them. */
  readonly past?: Past;
}

interface Kept {
  readonly plan: ForecastPlan;
  readonly foreseen: Foreseen;
}

/**
 * Forecaster says where a calendar budget is heading by the end of its window, as foreseen when the present clock hour began:
 * what was spent until then, plus the rest of that day, plus the days after it, each like the past days of its weekday (up to
 * eight weeks of them, the last ones counting most: WeekdayMoments; the quantiles: quantile.ts), and never less than what is spent. The rest of today is
 * what came on such days from that clock hour on, whatever today has brought: a day that began dear need not end early, and
 * at 23:00 little more is to come. P10 and P90 are as far apart as the same forecast's errors on past days were, where that
 * is further than the days' variance says (forecastError).
 *
 * | full past days of the group | the forecast's own error on them  | says |
 * |-----------------------------|-----------------------------------|------|
 * | fewer than MIN_DAYS         |                                   | too_little_history, no forecast |
 * | enough                      | above `forecastMaxErrorPpm`       | forecast_uncertain, with the forecast |
 * | enough                      | something foretold, nothing came  | forecast_uncertain, with the forecast |
 * | enough                      | at most that                      | the forecast |
 *
 * It is a pure function of the rows as they are known and of the clock hour. A group's forecast is kept until its rows change
 * (`forget`) or the hour turns, and is worked out only for groups that `mayReach` a step.
 */
export class Forecaster {
  readonly #rule: BudgetRule;
  readonly #calendar: ForecastCalendar;
  readonly #history: ForecastHistory;
  readonly #kept = new Map<number, Kept>();
  #today = Number.NaN;

  constructor(rule: BudgetRule, scope: RuleScope) {
    if (rule.window.kind !== "calendar" || rule.window.unit === "hour") {
      throw new Error(
        `rule ${rule.name} cannot be forecast: its window must be a calendar one of a day or more`,
      );
    }
    this.#rule = rule;
    this.#calendar = new ForecastCalendar(rule.window);
    this.#history = new ForecastHistory(rule, scope);
  }

  /** turns says whether the day has turned since it was last asked: the past has then grown by a day for every group. */
  turns(at: number): boolean {
    const { starts } = this.#calendar.at(at);
    const turned = this.#today !== starts[0];
    this.#today = starts[0] as number;
    return turned;
  }

  /** forget lets go of a group's forecast: its rows have changed. */
  forget(group: number): void {
    this.#kept.delete(group);
  }

  /**
   * mayReach says whether the P50 can be as high as `level`, from the sums of the past weeks alone: the median is never above
   * the mean, and no weekday's mean is more than if all had been spent on that weekday.
   */
  mayReach(seen: Seen, level: number): boolean {
    const plan = this.#calendar.at(seen.at);
    const { days, most: mean } = this.#history.smoothed(seen.group, seen.at, plan);
    if (days < MIN_DAYS) return false;
    const times = Math.ceil((plan.ahead + 1) / 7);
    const most = seen.n + mean * times + 1;
    return most * (1 + 1e-12) >= level;
  }

  /** of returns the group's forecast for the end of the window that `seen.at` lies in. */
  of(seen: Seen): Foreseen {
    const plan = this.#calendar.at(seen.at);
    const kept = this.#kept.get(seen.group);
    if (kept?.plan === plan) return kept.foreseen;
    const foreseen = this.#foresee(seen, plan);
    if (seen.group >= 0) this.#kept.set(seen.group, { plan, foreseen });
    return foreseen;
  }

  #foresee(seen: Seen, plan: ForecastPlan): Foreseen {
    const past = this.#history.past(seen.group, seen.at, plan);
    if (past.days < MIN_DAYS) {
      return { silent: "too_little_history", past: { present: past.days, needed: MIN_DAYS } };
    }
    const error = forecastError(past, plan.weekday, plan.elapsed, plan.ahead);
    const { outlook } = error;
    const wide = { ...outlook, variance: outlook.variance * error.spread };
    const p50 = quantile(outlook, Z.p50);
    const since = this.#history.since(seen.group, seen.at, plan);
    const byEnd = (rest: number) =>
      Math.min(seen.n - since + Math.max(since, rest), Number.MAX_SAFE_INTEGER);
    const forecast: Forecast = {
      p10: byEnd(Math.min(p50, quantile(wide, Z.p10))),
      p50: byEnd(p50),
      p90: byEnd(Math.max(p50, quantile(wide, Z.p90))),
      errorPpm: error.ppm,
      days: past.days,
      until: plan.until,
    };
    const uncertain = error.boundless || (error.ppm ?? 0) > this.#rule.forecastMaxErrorPpm;
    return uncertain ? { forecast, silent: "forecast_uncertain" } : { forecast };
  }
}
