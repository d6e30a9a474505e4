import { compareProducts, roundedQuotient } from "../metrics/exact.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import { LimitOf } from "./limit-of.ts";
import { type BudgetRule, type BudgetStep, PPM, type Unit } from "./spec.ts";
import { metricText, overText, termsOf } from "./terms.ts";

/** budgetEvaluator watches a budget: each step is a finding of its own, breached from value >= limit × step on. */
export function budgetEvaluator(rule: BudgetRule, scope: RuleScope): Evaluator {
  return new GroupWatch(
    {
      rule,
      metric: rule.metric,
      window: rule.window,
      judge: new BudgetJudge(rule, scope),
      watchesIdle: false,
      keeps: "largest",
    },
    scope,
  );
}

class BudgetJudge implements Judge {
  readonly steps: readonly string[];
  readonly #rule: BudgetRule;
  readonly #unit: Unit;
  readonly #scale: number;
  readonly #limits: LimitOf;
  readonly #lowest: number;
  readonly #terms = new Map<string, string>();

  constructor(rule: BudgetRule, scope: RuleScope) {
    const plan = metricPlan(rule.metric);
    this.#rule = rule;
    this.#unit = plan.unit;
    this.#scale = plan.scale;
    this.#limits = new LimitOf(rule, scope);
    this.steps = rule.steps.map((step) => step.label);
    this.#lowest = Math.min(...rule.steps.map((step) => step.ppm));
  }

  suspect(seen: Seen): boolean {
    return this.#reaches(seen, this.#limits.of(seen.group, seen.ref), this.#lowest);
  }

  breach(seen: Seen, index: number): Judgement | null {
    const step = this.#rule.steps[index] as BudgetStep;
    const budget = this.#limits.of(seen.group, seen.ref);
    return this.#reaches(seen, budget, step.ppm) ? this.judge(seen, index) : null;
  }

  judge(seen: Seen, index: number): Judgement {
    const step = this.#rule.steps[index] as BudgetStep;
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
      terms: this.#termsFor(budget, step),
    };
  }

  #reaches(seen: Seen, limit: number, ppm: number): boolean {
    if (seen.streams === 0 || seen.d === 0) return false;
    return compareProducts(seen.n, this.#scale, PPM, limit, ppm, seen.d) >= 0;
  }

  #termsFor(budget: number, step: BudgetStep): string {
    const key = `${budget} ${step.ppm}`;
    let terms = this.#terms.get(key);
    if (terms === undefined) {
      const metric = metricText(this.#rule.metric);
      const share = `${metric} >= ${productText(budget, step.ppm)} ppm`;
      terms = termsOf(this.#rule, [share, overText(this.#rule.window)]);
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
