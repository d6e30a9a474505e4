import type { Evaluator, RuleScope } from "./evaluator.ts";
import type { AnomalyRule } from "./spec.ts";

/** anomalyEvaluator watches for a window that lies far outside of what its seasonal peers were. */
export function anomalyEvaluator(rule: AnomalyRule, scope: RuleScope): Evaluator {
  throw new Error(`${rule.kind} ${scope.horizonMs} is not built yet`);
}
