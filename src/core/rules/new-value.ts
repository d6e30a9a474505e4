import type { AlertRef, Finding } from "../engine/finding.ts";
import type { LedgerRow } from "../stream.ts";
import type { Evaluator, RuleScope } from "./evaluator.ts";
import type { NewValueRule } from "./spec.ts";

/** NewValueEvaluator finds each value of a dimension that a group had not shown for long, once. */
export class NewValueEvaluator implements Evaluator {
  readonly leftOut = 0;
  readonly #rule: NewValueRule;

  constructor(rule: NewValueRule, _scope: RuleScope, _slotOf: (rowNo: number) => number) {
    this.#rule = rule;
  }

  take(_row: LedgerRow, _slot: number, _news: boolean): void {}

  evaluate(_at: number, _open: readonly AlertRef[]): Finding[] {
    throw new Error(`${this.#rule.kind} is not built yet`);
  }
}
