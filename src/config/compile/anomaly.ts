import { type AnomalyRule, MIN_PEERS, type Severity } from "../../core/rules/index.ts";
import type { AnomalyInput } from "../schema/habit-kinds.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import type { Context } from "./context.ts";
import { checkReach, type RuleBase, readLevel } from "./rule-base.ts";

const SEASONS = { day: 86_400_000, week: 604_800_000 };

/** compileAnomaly checks an anomaly rule and returns it ready for the engine, or null. */
export function compileAnomaly(
  context: Context,
  path: Path,
  base: RuleBase,
  input: AnomalyInput,
  severity: Severity,
): AnomalyRule | null {
  const { over, versus, season, metric } = input;
  const period = SEASONS[season];
  if (over > period) {
    context.report.error(
      [...path, "over"],
      `"over" must not be longer than the season, a ${season}`,
    );
  } else if (versus < MIN_PEERS * period + over) {
    context.report.error(
      [...path, "versus"],
      `"versus" must hold the present window and the same of at least ${MIN_PEERS} earlier ${season}s to compare with: ${durationText(MIN_PEERS * period + over)} or more`,
    );
  }
  checkReach(context, [...path, "versus"], versus + over);
  const atLeast = input.at_least
    ? readLevel(context, [...path, "at_least"], input.at_least, metric)
    : 0;
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
