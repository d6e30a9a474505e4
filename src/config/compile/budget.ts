import type { BudgetRule, BudgetStep, Severity } from "../../core/rules/index.ts";
import type { BudgetInput } from "../schema/budget.ts";
import type { RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import { metricUnit } from "../values/metric.ts";
import { readStep, type Step } from "../values/percent.ts";
import type { Context } from "./context.ts";
import { compileOverride } from "./override.ts";
import { type RuleBase, readLevel, resolveWindow } from "./rule-base.ts";

/** compileBudget checks a budget rule and returns it ready for the engine, or null. */
export function compileBudget(
  context: Context,
  path: Path,
  base: RuleBase,
  input: RuleInput & { budget: BudgetInput },
): BudgetRule | null {
  const { budget } = input;
  const here = [...path, "budget"];
  checkAddsUp(context, here, budget);
  const limit = readLimit(context, [...here, "limit"], budget, budget.limit);
  const steps = compileSteps(context, path, budget.steps, input.severity);
  const overrides = input.overrides.map((override, index) =>
    compileOverride(context, [...path, "overrides", index], base, override, (raw, at) =>
      readLimit(context, at, budget, raw),
    ),
  );
  const window = resolveWindow(context, [...here, "window"], budget.window, base.timezone);
  if (limit === null) return null;
  return {
    ...base,
    kind: "budget",
    metric: budget.metric,
    limit,
    window,
    steps,
    forecast: [],
    forecastMaxErrorPpm: 0,
    overrides: overrides.filter((one) => one !== null),
  };
}

function readLimit(context: Context, path: Path, budget: BudgetInput, raw: BudgetInput["limit"]) {
  const limit = readLevel(context, path, raw, budget.metric);
  if (limit !== 0) return limit;
  context.report.error(
    path,
    '"limit" must be more than nothing: a budget of 0 would always be used up',
  );
  return null;
}

function checkAddsUp({ report }: Context, path: Path, { metric }: BudgetInput): void {
  const addsUp = metric.statistic === undefined && ["nano", "count"].includes(metricUnit(metric));
  if (addsUp) return;
  report.error(
    [...path, "metric"],
    `"metric" of a budget must add up over the window, and ${metric.name} does not; use a threshold for it`,
  );
}

function compileSteps(
  { report, clean }: Context,
  path: Path,
  steps: readonly Step[],
  severity: RuleInput["severity"],
): BudgetStep[] {
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (before && before.ppm >= step.ppm) {
      report.error(
        [...path, "budget", "steps", index],
        `Steps go from the lowest to the highest, each once: ${step.label} stands after ${before.label}`,
      );
    }
  }
  const perStep = severityPerStep({ report, clean }, path, steps, severity);
  return steps.map(({ ppm, label }) => ({
    ppm,
    label,
    severity: perStep.get(label) ?? usual(ppm),
  }));
}

function severityPerStep(
  { report, clean }: Pick<Context, "report" | "clean">,
  path: Path,
  steps: readonly Step[],
  severity: RuleInput["severity"],
): Map<string, Severity> {
  const labels = steps.map(({ label }) => label);
  if (severity === undefined) return new Map();
  if (typeof severity === "string") return new Map(labels.map((label) => [label, severity]));
  const perStep = new Map<string, Severity>();
  for (const [key, value] of Object.entries(severity)) {
    const label = readStep(key)?.label;
    if (label && labels.includes(label)) perStep.set(label, value);
    else if (clean) {
      const why =
        key === "forecast"
          ? '"forecast" is not supported by this version'
          : `"${key}" is no step of this budget`;
      report.keyError([...path, "severity", key], `${why}; its steps are ${labels.join(", ")}`);
    }
  }
  return perStep;
}

/** Severity of a step that the rule does not give one: a used-up budget is critical, a nearly used-up one a warning. */
function usual(ppm: number): Severity {
  if (ppm >= 1_000_000) return "critical";
  return ppm >= 800_000 ? "warning" : "info";
}
