import { compareProducts, roundedQuotient } from "../metrics/exact.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { Forecaster, type Foreseen } from "./forecast.ts";
import { GroupWatch } from "./group-watch.ts";
import { type Least, leastOf } from "./least.ts";
import { LimitOf } from "./limit-of.ts";
import { type BudgetRule, type BudgetStep, PPM, type Unit } from "./spec.ts";
import { metricText, overText, termsOf } from "./terms.ts";

/**
 * budgetEvaluator watches a budget: each step is a finding of its own, breached from value >= limit × step on, and each
 * forecast step from P50 >= limit × step on (see Forecaster). Forecasts look at days before the window, too, so that changes
 * of rows there count.
 */
export function budgetEvaluator(rule: BudgetRule, scope: RuleScope): Evaluator {
  return new GroupWatch(
    {
      rule,
      metric: rule.metric,
      window: rule.window,
      judge: new BudgetJudge(rule, scope),
      watchesIdle: rule.forecast.length > 0,
      keeps: "largest",
    },
    scope,
  );
}

/** BudgetJudge decides which steps of a budget a group is over. */
export class BudgetJudge implements Judge {
  readonly steps: readonly string[];
  readonly #rule: BudgetRule;
  readonly #unit: Unit;
  readonly #scale: number;
  readonly #limits: LimitOf;
  readonly #steps: readonly BudgetStep[];
  readonly #lowest: number;
  readonly #forecaster: Forecaster | null;
  readonly #lowestForecast: number;
  /** A forecast that is kept must be forgotten whatever the group came to. */
  readonly least?: Least;
  readonly #terms = new Map<string, string>();

  constructor(rule: BudgetRule, scope: RuleScope) {
    const plan = metricPlan(rule.metric);
    this.#rule = rule;
    this.#unit = plan.unit;
    this.#scale = plan.scale;
    this.#limits = new LimitOf(rule, scope);
    this.#steps = [...rule.steps, ...rule.forecast];
    this.steps = this.#steps.map((step) => step.label);
    this.#lowest = Math.min(...rule.steps.map((step) => step.ppm));
    this.#forecaster = rule.forecast.length > 0 ? new Forecaster(rule, scope) : null;
    this.#lowestForecast = Math.min(...rule.forecast.map((step) => step.ppm));
    if (this.#forecaster === null) {
      this.least = leastOf(this.#limits.lowest * (this.#lowest / PPM), plan.scale, 1);
    }
  }

  turns(at: number): boolean {
    return this.#forecaster?.turns(at) ?? false;
  }

  suspect(seen: Seen): boolean {
    this.#forecaster?.forget(seen.group);
    const budget = this.#limits.of(seen.group, seen.ref);
    if (this.#reaches(seen, budget, this.#lowest)) return true;
    if (this.#forecaster === null || seen.streams === 0) return false;
    return this.#forecaster.mayReach(seen, (budget * this.#lowestForecast) / PPM);
  }

  breach(seen: Seen, index: number): Judgement | null {
    const step = this.#steps[index] as BudgetStep;
    const budget = this.#limits.of(seen.group, seen.ref);
    const breached = this.#isForecast(index)
      ? this.#isForetold(seen, this.#foreseen(seen), budget, step.ppm)
      : this.#reaches(seen, budget, step.ppm);
    return breached ? this.judge(seen, index) : null;
  }

  judge(seen: Seen, index: number): Judgement {
    if (this.#isForecast(index)) return this.#foresee(seen, this.#steps[index] as BudgetStep);
    const step = this.#steps[index] as BudgetStep;
    const budget = this.#limits.of(seen.group, seen.ref);
    const breached = this.#reaches(seen, budget, step.ppm);
    // Ratios and distributions without a row have no value; sums and counts are then 0.
    const silent = seen.d === 0;
    const rearmed =
      this.#rule.window.kind === "rolling" && !this.#reaches(seen, budget, this.#lowest);
    return {
      breached,
      cleared: !breached && !silent,
      ...(silent ? { silent: "too_few_streams" } : {}),
      rearmed,
      limit: shareOf(budget, step.ppm, this.#unit),
      budget,
      severity: step.severity,
      terms: this.#termsFor(budget, step, false),
    };
  }

  #isForecast(index: number): boolean {
    return index >= this.#rule.steps.length;
  }

  #foresee(seen: Seen, step: BudgetStep): Judgement {
    const budget = this.#limits.of(seen.group, seen.ref);
    const foreseen = this.#foreseen(seen);
    const { forecast, silent, past } = foreseen;
    const breached = this.#isForetold(seen, foreseen, budget, step.ppm);
    return {
      breached,
      cleared: !breached && silent === undefined,
      ...(breached || silent === undefined ? {} : { silent }),
      rearmed: false,
      limit: shareOf(budget, step.ppm, this.#unit),
      budget,
      severity: step.severity,
      ...(forecast === undefined ? {} : { forecast }),
      ...(past === undefined ? {} : { past }),
      terms: this.#termsFor(budget, step, true),
    };
  }

  /** A window that is over has come to what was spent in it; one without rows has nothing that a forecast could rest on. */
  #foreseen(seen: Seen): Foreseen {
    return this.#forecaster === null || seen.ended || seen.streams === 0
      ? {}
      : this.#forecaster.of(seen);
  }

  /** What is spent already is no longer uncertain, but of a group too young nothing has been foretold. */
  #isForetold(seen: Seen, { forecast, silent }: Foreseen, budget: number, ppm: number): boolean {
    if (silent === "too_little_history") return false;
    if (this.#reaches(seen, budget, ppm)) return true;
    if (forecast === undefined || silent !== undefined) return false;
    return compareProducts(forecast.p50, 1, PPM, budget, ppm, 1) >= 0;
  }

  #reaches(seen: Seen, limit: number, ppm: number): boolean {
    if (seen.streams === 0 || seen.d === 0) return false;
    return compareProducts(seen.n, this.#scale, PPM, limit, ppm, seen.d) >= 0;
  }

  #termsFor(budget: number, step: BudgetStep, forecast: boolean): string {
    const key = `${budget} ${step.ppm} ${forecast}`;
    let terms = this.#terms.get(key);
    if (terms === undefined) {
      const metric = metricText(this.#rule.metric);
      const share = `${metric} >= ${productText(budget, step.ppm)} ppm`;
      const foretold = `forecast with an error up to ${this.#rule.forecastMaxErrorPpm} ppm`;
      const over = overText(this.#rule.window);
      terms = termsOf(this.#rule, [share, over, forecast ? foretold : null]);
      this.#terms.set(key, terms);
    }
    return terms;
  }
}

/** shareOf is limit × ppm as shown: whole, but for counts, where half a task is told as it is. */
function shareOf(limit: number, ppm: number, unit: Unit): number {
  return unit === "count" ? (limit * ppm) / PPM : roundedQuotient(limit, ppm, PPM);
}

function productText(limit: number, ppm: number): string {
  const whole = Number.isInteger(limit) && Number.isInteger(ppm);
  return whole ? String(BigInt(limit) * BigInt(ppm)) : String(limit * ppm);
}
