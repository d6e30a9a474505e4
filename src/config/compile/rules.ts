import { isHappening, type Rule, type Severity } from "../../core/rules/index.ts";
import { KINDS, type RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import { compileAnomaly } from "./anomaly.ts";
import { compileBudget } from "./budget.ts";
import { compileBurnRate } from "./burn-rate.ts";
import type { Context } from "./context.ts";
import { compileAbsence, compileNewValue, compileShift } from "./habits.ts";
import { compileBase, type RuleBase } from "./rule-base.ts";
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
  return compileKind(context, path, base, input);
}

function compileKind(context: Context, path: Path, base: RuleBase, input: RuleInput): Rule | null {
  const { budget, burn_rate, stream } = input;
  const severity = oneSeverity(input);
  if (budget) return compileBudget(context, path, base, { ...input, budget });
  if (burn_rate) return compileBurnRate(context, path, base, { ...input, burn_rate }, severity);
  if (stream) return compileStream(context, path, base, { ...input, stream }, severity);
  for (const [kind, compile] of Object.entries(PLAIN_KINDS)) {
    const part = input[kind as keyof typeof PLAIN_KINDS];
    if (part) return compile(context, [...path, kind], base, part as never, severity);
  }
  return null;
}

/** The kinds that need nothing of the rule but their own part and its severity. */
const PLAIN_KINDS = {
  threshold: compileThreshold,
  spike: compileSpike,
  anomaly: compileAnomaly,
  absence: compileAbsence,
  new_value: compileNewValue,
  shift: compileShift,
} as const;

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

/** Keys that only some kinds know. */
function checkCompany({ report }: Context, path: Path, input: RuleInput, kind: Kind): void {
  if (isHappening(kind)) checkAtOnce(report, path, input, kind);
  if (input.no_data !== undefined && UNWINDOWED.includes(kind)) {
    report.keyError(
      [...path, "no_data"],
      `"no_data" does not go with "${kind}"; it is for rules that measure a window`,
    );
  }
  if (kind === "budget") return;
  if (input.overrides.length > 0 && kind !== "burn_rate") {
    report.keyError(
      [...path, "overrides"],
      `"overrides" go with "budget" and "burn_rate" only; this rule is a ${kind}`,
    );
  }
  if (typeof input.severity === "object") {
    report.error(
      [...path, "severity"],
      `"severity" of a ${kind} is one word; only a budget has one for each step`,
    );
  }
}

function checkAtOnce(report: Context["report"], path: Path, input: RuleInput, kind: Kind): void {
  for (const key of ["for", "keep_firing_for"] as const) {
    if (input[key] === undefined) continue;
    report.keyError(
      [...path, key],
      `"${key}" does not go with "${kind}": what has happened is told at once, and once`,
    );
  }
}

/** Kinds that look at single streams, or that tell of missing streams themselves. */
const UNWINDOWED: readonly Kind[] = ["stream", "absence", "new_value", "shift"];

function oneSeverity({ severity }: RuleInput): Severity {
  return typeof severity === "string" ? severity : "warning";
}
