import { budgetEvaluator } from "./budget.ts";
import type { Evaluator, RuleScope } from "./evaluator.ts";
import type { BudgetRule, SpikeRule, StreamRule, ThresholdRule } from "./spec.ts";
import { spikeEvaluator } from "./spike.ts";
import { thresholdEvaluator } from "./threshold.ts";

/** WindowRule is a rule that looks at windows; the others look at single rows. */
export type WindowRule = Exclude<BudgetRule | ThresholdRule | SpikeRule | StreamRule, StreamRule>;

/** evaluatorOf is the register of the kinds of rule that look at windows: a new kind is a file and a line here. */
export function evaluatorOf(rule: WindowRule, scope: RuleScope): Evaluator {
  switch (rule.kind) {
    case "budget":
      return budgetEvaluator(rule, scope);
    case "threshold":
      return thresholdEvaluator(rule, scope);
    case "spike":
      return spikeEvaluator(rule, scope);
  }
}
