import type { Override, Rule } from "../../core/rules/index.ts";

/** ScalableRule is a rule with a limit that can be moved to have it tell more or less. */
export type ScalableRule = Extract<Rule, { kind: "budget" | "threshold" | "spike" }>;

/** isScalable tells whether a rule has a limit that can be moved. */
export function isScalable(rule: Rule): rule is ScalableRule {
  return rule.kind === "budget" || rule.kind === "threshold" || rule.kind === "spike";
}

/** limitOf is the number that a proposal moves: a budget's limit, a threshold's bound, a spike's `times` in parts per million. */
export function limitOf(rule: ScalableRule): number {
  if (rule.kind === "budget") return rule.limit;
  return rule.kind === "threshold" ? rule.bound : rule.timesPpm;
}

/** withLimit is the rule with another limit; overrides and the level to resolve at move in proportion. */
export function withLimit(rule: ScalableRule, limit: number): ScalableRule {
  const before = limitOf(rule);
  const scaled = (value: number) => (before === 0 ? value : readable((value * limit) / before));
  if (rule.kind === "spike") return { ...rule, timesPpm: limit };
  if (rule.kind === "budget") {
    const overrides = rule.overrides.map((one): Override => ({ ...one, limit: scaled(one.limit) }));
    return { ...rule, limit, overrides };
  }
  const { resolveBound } = rule;
  return {
    ...rule,
    bound: limit,
    ...(resolveBound === undefined ? {} : { resolveBound: scaled(resolveBound) }),
  };
}

/** readable rounds a limit to two significant digits: nobody writes 12.3847 credits into a rule. */
export function readable(limit: number): number {
  return Math.max(1, Math.round(Number(limit.toPrecision(2))));
}
