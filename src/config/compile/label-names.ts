import { DIMENSIONS, type Rule, SEVERITIES } from "../../core/rules/index.ts";
import { RESERVED_LABELS } from "../schema/where.ts";
import type { Path } from "../source/tree.ts";
import type { ParsedMatcher } from "../values/label-matcher.ts";
import type { Context } from "./context.ts";

/** labelNamesOf lists the labels that alerts of these rules can have. */
export function labelNamesOf(rules: readonly Rule[]): readonly string[] {
  const own = rules.flatMap((rule) => Object.keys(rule.labels));
  return [...new Set([...RESERVED_LABELS, ...DIMENSIONS, ...own])];
}

/** LabelNames are the labels that alerts of a configuration can have; what names none of them is probably a slip. */
export class LabelNames {
  readonly #context: Context;
  readonly #known: readonly string[];

  constructor(context: Context, rules: readonly Rule[]) {
    this.#context = context;
    this.#known = labelNamesOf(rules);
  }

  /** check reports a label that no alert has, and tells whether it is one that some have. */
  check(label: string, path: Path): boolean {
    if (this.#known.includes(label)) return true;
    const message = `No alert has a label "${label}"`;
    this.#context.report.unknownWord(path, message, label, this.#known);
    return false;
  }

  /** checkMatcher reports a matcher on such a label, or for a value that its label cannot have. */
  checkMatcher({ label, operator, value }: ParsedMatcher, path: Path): void {
    const { report, names } = this.#context;
    if (!this.check(label, path) || !["=", "!="].includes(operator)) return;
    const known = { severity: SEVERITIES, rule: names.rules, account: names.accounts }[label];
    if (!known || value === "" || known.some((one) => one === value)) return;
    report.unknownWord(path, `There is no ${label} "${value}"`, value, known);
  }
}
