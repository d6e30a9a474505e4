import { type BudgetRule, canForecast, MIN_DAYS, type Severity } from "../../core/rules/index.ts";
import type { BudgetInput } from "../schema/budget.ts";
import type { RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import { readStep, type Step } from "../values/percent.ts";
import type { Context } from "./context.ts";
import { checkAddsUp, compileOverrides, readLimit } from "./limit.ts";
import { type RuleBase, resolveWindow } from "./rule-base.ts";

/** compileBudget checks a budget rule and returns it ready for the engine, or null. */
export function compileBudget(
  context: Context,
  path: Path,
  base: RuleBase,
  input: RuleInput & { budget: BudgetInput },
): BudgetRule | null {
  const { budget } = input;
  const here = [...path, "budget"];
  checkAddsUp(context, here, budget.metric);
  const limit = readLimit(context, [...here, "limit"], budget.metric, budget.limit);
  const steps = compileSteps(context, path, "steps", budget.steps);
  const forecast = compileSteps(context, path, "forecast", budget.forecast);
  const perStep = severityPerStep(context, path, steps, forecast.length > 0, input.severity);
  const overrides = compileOverrides(context, path, base, input, budget.metric);
  const window = resolveWindow(context, [...here, "window"], budget.window, base.timezone);
  if (forecast.length > 0) {
    checkForecast(context, here, budget);
    checkPastDays(context, here);
  }
  if (limit === null) return null;
  return {
    ...base,
    kind: "budget",
    metric: budget.metric,
    limit,
    window,
    steps: steps.map(({ ppm, label }) => ({
      ppm,
      label,
      severity: perStep.get(label) ?? usual(ppm),
    })),
    forecast: forecast.map(({ ppm, label }) => ({
      ppm,
      label: `forecast ${label}`,
      severity: perStep.get("forecast") ?? "warning",
    })),
    forecastMaxErrorPpm: budget.forecast_max_error.ppm,
    overrides,
  };
}

/** A rolling window has no end to look forward to, and what does not add up day by day cannot be foreseen so. */
function checkForecast({ report }: Context, path: Path, { metric, window }: BudgetInput): void {
  if (window.kind === "rolling" || window.unit === "hour") {
    report.keyError(
      [...path, "forecast"],
      '"forecast" needs a calendar window that has days to come: day, week, month, quarter or year',
    );
  }
  if (canForecast(metric)) return;
  report.keyError(
    [...path, "forecast"],
    `"forecast" does not go with ${metric.name}, which does not add up day by day`,
  );
}

/** A forecast needs full days only; the day in which reading began is none. */
const PAST_DAYS_MS = (MIN_DAYS + 1) * 86_400_000;

/** checkPastDays compares the past days that a forecast needs at least with what is kept and what the first start reads. */
function checkPastDays({ report, general, historyMs }: Context, path: Path): void {
  const needed = `"forecast" needs ${MIN_DAYS} full past days`;
  if (general.retention < PAST_DAYS_MS) {
    report.keyError(
      [...path, "forecast"],
      `${needed}, but "retention" keeps streams for ${durationText(general.retention)} only`,
    );
  } else if (historyMs < PAST_DAYS_MS) {
    report.warn(
      [...path, "forecast"],
      `${needed}, but "history" makes the first start read ${durationText(historyMs)} only: until more has come together it says nothing`,
    );
  }
}

function compileSteps(
  { report }: Context,
  path: Path,
  key: "steps" | "forecast",
  steps: readonly Step[],
): readonly Step[] {
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (before && before.ppm >= step.ppm) {
      report.error(
        [...path, "budget", key, index],
        `Steps go from the lowest to the highest, each once: ${step.label} stands after ${before.label}`,
      );
    }
  }
  return steps;
}

function severityPerStep(
  { report, clean }: Pick<Context, "report" | "clean">,
  path: Path,
  steps: readonly Step[],
  hasForecast: boolean,
  severity: RuleInput["severity"],
): Map<string, Severity> {
  const labels = [...steps.map(({ label }) => label), ...(hasForecast ? ["forecast"] : [])];
  if (severity === undefined) return new Map();
  if (typeof severity === "string") return new Map(labels.map((label) => [label, severity]));
  const perStep = new Map<string, Severity>();
  for (const [key, value] of Object.entries(severity)) {
    const label = key === "forecast" ? key : readStep(key)?.label;
    if (label && labels.includes(label)) perStep.set(label, value);
    else if (clean) {
      report.keyError(
        [...path, "severity", key],
        `${noStep(key)}; its steps are ${labels.join(", ")}`,
      );
    }
  }
  return perStep;
}

function noStep(key: string): string {
  return key === "forecast"
    ? 'The budget has no "forecast" to give a severity'
    : `"${key}" is no step of this budget`;
}

/** Severity of a step that the rule does not give one: a used-up budget is critical, a nearly used-up one a warning. */
function usual(ppm: number): Severity {
  if (ppm >= 1_000_000) return "critical";
  return ppm >= 800_000 ? "warning" : "info";
}
