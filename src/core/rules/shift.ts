import type { Evaluator, RuleScope } from "./evaluator.ts";
import type { ShiftRule } from "./spec.ts";

/** shiftEvaluator watches for groups that move between own keys and platform credits. */
export function shiftEvaluator(rule: ShiftRule, scope: RuleScope): Evaluator {
  throw new Error(`${rule.kind} ${scope.horizonMs} is not built yet`);
}
