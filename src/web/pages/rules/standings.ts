import type { GroupStanding } from "../../../core/explain/index.ts";
import { PPM, type Rule } from "../../../core/rules/index.ts";

/** RuleStanding is a rule, and how each of its groups stands, the nearest to its limit first. */
export interface RuleStanding {
  readonly rule: Rule;
  /** What it watches, in words. */
  readonly text: string;
  readonly groups: readonly GroupStanding[];
}

/** Standings are how all rules stand at the last evaluation. */
export interface Standings {
  readonly at: number;
  readonly rules: readonly RuleStanding[];
}

/** stepsOf are a rule's steps as shares of its limit. */
export function stepsOf(rule: Rule): readonly number[] {
  return rule.kind === "budget" ? rule.steps.map(({ ppm }) => ppm / PPM) : [];
}

/** rulePath is where a rule's own page is. */
export function rulePath(name: string): string {
  return `/rules/${encodeURIComponent(name)}`;
}

/** memberPath is where a member's own page is. */
export function memberPath(name: string): string {
  return `/members/${encodeURIComponent(name)}`;
}
