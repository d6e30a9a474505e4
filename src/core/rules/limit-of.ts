import type { AlertRef } from "../engine/finding.ts";
import type { RuleScope } from "./evaluator.ts";
import { overrideFor, type Who } from "./override-for.ts";
import type { BudgetRule } from "./spec.ts";

/** Limited is what LimitOf needs to know of a rule. */
export type Limited = Pick<BudgetRule, "limit" | "overrides">;

/** LimitOf finds a budget's limit for a group: that of the first override that matches it, else the rule's own. */
export class LimitOf {
  readonly #rule: Limited;
  readonly #scope: RuleScope;
  readonly #limits: (number | undefined)[] = [];

  constructor(rule: Limited, scope: RuleScope) {
    this.#rule = rule;
    this.#scope = scope;
  }

  /** The lowest limit that any group has. */
  get lowest(): number {
    const { limit, overrides } = this.#rule;
    return Math.min(limit, ...overrides.map((override) => override.limit));
  }

  of(group: number, ref: AlertRef | null): number {
    if (this.#rule.overrides.length === 0) return this.#rule.limit;
    if (group < 0) return ref === null ? this.#rule.limit : this.#limit(ref);
    let limit = this.#limits[group];
    if (limit === undefined) {
      const { grouping } = this.#scope;
      limit = this.#limit({ account: grouping.account(group), group: grouping.labels(group) });
      this.#limits[group] = limit;
    }
    return limit;
  }

  #limit(who: Who): number {
    const { overrides, limit } = this.#rule;
    const { centres } = this.#scope;
    return overrideFor(overrides, who, (member) => centres.namesOf(member))?.limit ?? limit;
  }
}
