import type { Evaluator, RuleScope } from "./evaluator.ts";
import type { BurnRateRule } from "./spec.ts";

/** burnRateEvaluator watches for a budget that a fast and a slow window both use up ahead of its plan. */
export function burnRateEvaluator(rule: BurnRateRule, scope: RuleScope): Evaluator {
  throw new Error(`${rule.kind} ${scope.horizonMs} is not built yet`);
}
