import type { Evaluator, RuleScope } from "./evaluator.ts";
import type { AbsenceRule } from "./spec.ts";

/** absenceEvaluator watches for groups that have gone quiet. */
export function absenceEvaluator(rule: AbsenceRule, scope: RuleScope): Evaluator {
  throw new Error(`${rule.kind} ${scope.horizonMs} is not built yet`);
}
