import type { Rule, Severity } from "../../core/rules/index.ts";
import { KINDS, type RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import { compileBudget } from "./budget.ts";
import type { Context } from "./context.ts";
import { compileBase } from "./rule-base.ts";
import type { Entry } from "./sections.ts";
import { compileSpike } from "./spike.ts";
import { compileStream } from "./stream.ts";
import { compileThreshold } from "./threshold.ts";

type Kind = Rule["kind"];

/** compileRule checks one rule as a whole and returns it ready for the engine, or null; all mistakes are reported. */
export function compileRule(all: Context, entry: Entry<RuleInput>): Rule | null {
  const { value: input, path, clean } = entry;
  const context = { ...all, clean };
  const kind = kindOf(context, entry);
  if (!kind) return null;
  const base = compileBase(context, path, input, kind);
  checkCompany(context, path, input, kind);
  const { budget, threshold, spike, stream } = input;
  const severity = oneSeverity(input);
  if (budget) return compileBudget(context, path, base, { ...input, budget });
  if (threshold) {
    return compileThreshold(context, [...path, "threshold"], base, threshold, severity);
  }
  if (spike) return compileSpike(context, [...path, "spike"], base, spike, severity);
  return stream ? compileStream(context, path, base, { ...input, stream }, severity) : null;
}

function kindOf({ report }: Context, { value: input, path, clean }: Entry<RuleInput>): Kind | null {
  const [kind, second] = KINDS.filter((one) => input[one] !== undefined);
  if (kind && second) {
    report.keyError(
      [...path, second],
      `Rule "${input.name}" has two kinds, ${kind} and ${second}; make two rules of it`,
    );
    return null;
  }
  if (kind) return kind;
  // A kind that was taken out as a mistake has been told already.
  if (clean)
    report.error(path, `Rule "${input.name}" has no kind; give it one of ${KINDS.join(", ")}`);
  return null;
}

/** Keys that only a budget knows. */
function checkCompany({ report }: Context, path: Path, input: RuleInput, kind: Kind): void {
  if (kind === "budget") return;
  if (input.overrides.length > 0) {
    report.keyError(
      [...path, "overrides"],
      `"overrides" go with "budget" only; this rule is a ${kind}`,
    );
  }
  if (typeof input.severity === "object") {
    report.error(
      [...path, "severity"],
      `"severity" of a ${kind} is one word; only a budget has one for each step`,
    );
  }
}

function oneSeverity({ severity }: RuleInput): Severity {
  return typeof severity === "string" ? severity : "warning";
}
