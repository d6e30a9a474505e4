import { MIN_HISTORY, PPM, type Severity, type SpikeRule } from "../../core/rules/index.ts";
import type { SpikeInput } from "../schema/kinds.ts";
import type { Path } from "../source/tree.ts";
import type { Context } from "./context.ts";
import { checkEarlierWindows } from "./earlier-windows.ts";
import type { RuleBase } from "./rule-base.ts";

/** compileSpike checks a spike rule and returns it ready for the engine, or null. */
export function compileSpike(
  context: Context,
  path: Path,
  base: RuleBase,
  input: SpikeInput,
  severity: Severity,
): SpikeRule | null {
  const { over, versus, season, metric } = input;
  const words = `at least ${MIN_HISTORY} earlier ones`;
  const atLeast = checkEarlierWindows(context, path, input, { count: MIN_HISTORY, words });
  if (input.times <= 1) {
    context.report.error(
      [...path, "times"],
      '"times" must be more than 1: every second window is above the median',
    );
  }
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
