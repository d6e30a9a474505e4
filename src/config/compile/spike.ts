import { PPM, type Severity, type SpikeRule } from "../../core/rules/index.ts";
import type { SpikeInput } from "../schema/kinds.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import type { Context } from "./context.ts";
import { checkReach, type RuleBase, readLevel } from "./rule-base.ts";

const SEASONS = { day: 86_400_000, week: 604_800_000 };

/** FEWEST_WINDOWS is how many earlier windows a median needs to say anything. */
const FEWEST_WINDOWS = 3;

/** compileSpike checks a spike rule and returns it ready for the engine, or null. */
export function compileSpike(
  context: Context,
  path: Path,
  base: RuleBase,
  input: SpikeInput,
  severity: Severity,
): SpikeRule | null {
  const { over, versus, season, metric } = input;
  const period = season ? SEASONS[season] : over;
  if (over > period) {
    context.report.error(
      [...path, "over"],
      `"over" must not be longer than the season, a ${season}`,
    );
  } else if (versus < FEWEST_WINDOWS * period + over) {
    context.report.error(
      [...path, "versus"],
      `"versus" must hold the present window and at least ${FEWEST_WINDOWS} earlier ones to compare with: ${durationText(FEWEST_WINDOWS * period + over)} or more`,
    );
  }
  if (input.times <= 1) {
    context.report.error(
      [...path, "times"],
      '"times" must be more than 1: every second window is above the median',
    );
  }
  checkReach(context, [...path, "versus"], versus + over);
  const atLeast = input.at_least
    ? readLevel(context, [...path, "at_least"], input.at_least, metric)
    : 0;
  if (atLeast === null) return null;
  return {
    ...base,
    kind: "spike",
    metric,
    overMs: over,
    versusMs: versus,
    timesPpm: Math.round(input.times * PPM),
    atLeast,
    ...(season ? { season } : {}),
    minStreams: input.min_streams,
    severity,
  };
}
