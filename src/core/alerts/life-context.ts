import type { Rule } from "../rules/spec.ts";

/** RuleTexts is what the life cycle and an alert's texts take from a rule; a change of them re-arms nothing. */
export type RuleTexts = Pick<
  Rule,
  "labels" | "summary" | "description" | "runbook" | "forMs" | "keepFiringForMs" | "onLoad"
>;

/** LifeContext is what a life cycle step needs beside the state and the finding. */
export interface LifeContext {
  readonly now: number;
  /** Null for system findings, which have no rule. */
  readonly rule: RuleTexts | null;
  /** Whether this account, or this rule for this account, is evaluated for the first time. */
  readonly first: "account" | "rule" | null;
  /** The rules may differ from those that the states were last seen under; otherwise their texts need no look. */
  readonly edited: boolean;
}
