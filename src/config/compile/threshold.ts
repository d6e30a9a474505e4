import { PPM, type Severity, type ThresholdRule } from "../../core/rules/index.ts";
import type { ThresholdInput } from "../schema/kinds.ts";
import type { Path } from "../source/tree.ts";
import { metricText, metricUnit } from "../values/metric.ts";
import type { Context } from "./context.ts";
import { type RuleBase, readLevel, resolveWindow } from "./rule-base.ts";

/** compileThreshold checks a threshold rule and returns it ready for the engine, or null. */
export function compileThreshold(
  context: Context,
  path: Path,
  base: RuleBase,
  input: ThresholdInput,
  severity: Severity,
): ThresholdRule | null {
  const window = resolveWindow(context, [...path, "over"], input.over, base.timezone);
  const direction = directionOf(context, path, input);
  const raw = direction && input[direction];
  if (!direction || !raw) return null;
  const bound = readLevel(context, [...path, direction], raw, input.metric);
  if (bound !== null) checkReachable(context, [...path, direction], input, direction, bound);
  const resolveBound = readResolve(context, path, input, direction, bound);
  if (bound === null) return null;
  return {
    ...base,
    kind: "threshold",
    metric: input.metric,
    window,
    direction,
    bound,
    ...(resolveBound === null ? {} : { resolveBound }),
    minStreams: input.min_streams,
    severity,
  };
}

type Direction = ThresholdRule["direction"];

function directionOf(
  { report, clean }: Context,
  path: Path,
  { above, below }: ThresholdInput,
): Direction | null {
  if (above && below) {
    report.keyError(
      [...path, "below"],
      'A threshold has "above" or "below", not both; write two rules',
    );
    return null;
  }
  if (above) return "above";
  if (below) return "below";
  if (clean) report.error(path, 'A threshold needs "above" or "below"');
  return null;
}

function checkReachable(
  { report }: Context,
  path: Path,
  { metric }: ThresholdInput,
  direction: Direction,
  bound: number,
): void {
  if (direction === "below" && bound === 0) {
    report.error(path, `${metricText(metric)} is never below 0: this rule could never fire`);
  }
  if (direction === "above" && metricUnit(metric) === "ppm" && bound >= PPM) {
    report.error(path, `${metricText(metric)} is never above 100%: this rule could never fire`);
  }
}

function readResolve(
  context: Context,
  path: Path,
  input: ThresholdInput,
  direction: Direction,
  bound: number | null,
): number | null {
  const key = direction === "above" ? "resolve_below" : "resolve_above";
  const other = direction === "above" ? "resolve_above" : "resolve_below";
  if (input[other]) {
    context.report.keyError(
      [...path, other],
      `"${other}" does not go with "${direction}"; use "${key}"`,
    );
  }
  const raw = input[key];
  if (!raw) return null;
  const level = readLevel(context, [...path, key], raw, input.metric);
  if (level === null || bound === null) return level;
  const wrong = direction === "above" ? level > bound : level < bound;
  if (wrong) {
    const side = direction === "above" ? "at most" : "at least";
    context.report.error(
      [...path, key],
      `"${key}" is on the wrong side: it must be ${side} what "${direction}" says, or the alert would be over while it fires`,
    );
  }
  return level;
}
