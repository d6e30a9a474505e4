import { type AnomalyRule, MIN_PEERS, type Severity } from "../../core/rules/index.ts";
import type { AnomalyInput } from "../schema/habit-kinds.ts";
import type { Path } from "../source/tree.ts";
import type { Context } from "./context.ts";
import { checkEarlierWindows } from "./earlier-windows.ts";
import type { RuleBase } from "./rule-base.ts";

/** compileAnomaly checks an anomaly rule and returns it ready for the engine, or null. */
export function compileAnomaly(
  context: Context,
  path: Path,
  base: RuleBase,
  input: AnomalyInput,
  severity: Severity,
): AnomalyRule | null {
  const { over, versus, season, metric } = input;
  const words = `the same of at least ${MIN_PEERS} earlier ${season}s`;
  const atLeast = checkEarlierWindows(context, path, input, { count: MIN_PEERS, words });
  if (atLeast === null) return null;
  return {
    ...base,
    kind: "anomaly",
    metric,
    overMs: over,
    versusMs: versus,
    season,
    sensitivityMilli: Math.round(input.sensitivity * 1000),
    direction: input.direction,
    atLeast,
    minStreams: input.min_streams,
    severity,
  };
}
