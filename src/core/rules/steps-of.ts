import type { Rule } from "./spec.ts";
import { NO_DATA_STEP } from "./step-label.ts";

/** stepsOf lists the steps that a rule's alerts can have, as written; one empty text where its kind has none. */
export function stepsOf(rule: Rule): readonly string[] {
  const own =
    rule.kind === "budget"
      ? [...rule.steps, ...rule.forecast].map(({ label }) => label)
      : ([""] as const);
  return rule.noData === "alert" ? [...own, NO_DATA_STEP] : own;
}
