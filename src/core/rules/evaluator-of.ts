import { absenceEvaluator } from "./absence.ts";
import { anomalyEvaluator } from "./anomaly.ts";
import { budgetEvaluator } from "./budget.ts";
import { burnRateEvaluator } from "./burn-rate.ts";
import type { Evaluator, RuleScope } from "./evaluator.ts";
import { shiftEvaluator } from "./shift.ts";
import type { NewValueRule, Rule, StreamRule } from "./spec.ts";
import { spikeEvaluator } from "./spike.ts";
import { thresholdEvaluator } from "./threshold.ts";

/** WindowRule is a rule that looks at windows; the others tell of single happenings. */
export type WindowRule = Exclude<Rule, StreamRule | NewValueRule>;

/** evaluatorOf is the register of the kinds of rule that look at windows: a new kind is a file and a line here. */
export function evaluatorOf(rule: WindowRule, scope: RuleScope): Evaluator {
  switch (rule.kind) {
    case "budget":
      return budgetEvaluator(rule, scope);
    case "threshold":
      return thresholdEvaluator(rule, scope);
    case "spike":
      return spikeEvaluator(rule, scope);
    case "anomaly":
      return anomalyEvaluator(rule, scope);
    case "burn_rate":
      return burnRateEvaluator(rule, scope);
    case "absence":
      return absenceEvaluator(rule, scope);
    case "shift":
      return shiftEvaluator(rule, scope);
  }
}
