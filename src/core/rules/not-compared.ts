import type { Judgement } from "./evaluator.ts";
import type { AnomalyRule, SpikeRule } from "./spec.ts";

/** notCompared is what a rule says that compares with earlier windows where it does not: no breach, and no level but the least. */
export function notCompared(
  { atLeast, severity }: Pick<SpikeRule | AnomalyRule, "atLeast" | "severity">,
  terms: string,
  silent?: "too_few_streams" | "too_little_history",
): Judgement {
  return {
    breached: false,
    cleared: silent === undefined,
    ...(silent === undefined ? {} : { silent }),
    rearmed: false,
    limit: atLeast,
    severity,
    terms,
  };
}
