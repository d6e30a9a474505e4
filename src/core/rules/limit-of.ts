import type { AlertRef } from "../engine/finding.ts";
import type { RuleScope } from "./evaluator.ts";
import type { BudgetRule, Override } from "./spec.ts";

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

  of(group: number, ref: AlertRef | null): number {
    if (this.#rule.overrides.length === 0) return this.#rule.limit;
    if (group < 0) return ref === null ? this.#rule.limit : this.#limit(ref.account, ref.group);
    let limit = this.#limits[group];
    if (limit === undefined) {
      const { grouping } = this.#scope;
      limit = this.#limit(grouping.account(group), grouping.labels(group));
      this.#limits[group] = limit;
    }
    return limit;
  }

  #limit(account: string, labels: Readonly<Record<string, string>>): number {
    const found = this.#rule.overrides.find((each) => this.#matches(each, account, labels));
    return found?.limit ?? this.#rule.limit;
  }

  /** An override may name the account, and a member's cost centre, although the rule does not group by them. */
  #matches(override: Override, account: string, labels: Readonly<Record<string, string>>): boolean {
    return Object.entries(override.match).every(([dimension, matcher]) => {
      const value = dimension === "account" ? account : labels[dimension];
      if (value !== undefined) return matcher.matches(value);
      const member = labels["member"];
      if (dimension !== "group" || member === undefined) return false;
      return this.#scope.centres.namesOf(member).some((name) => matcher.matches(name));
    });
  }
}
