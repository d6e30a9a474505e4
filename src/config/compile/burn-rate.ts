import { type BurnRateRule, PPM, type Severity } from "../../core/rules/index.ts";
import type { BurnRateInput } from "../schema/burn-rate.ts";
import type { RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import type { Context } from "./context.ts";
import { checkAddsUp, compileOverrides, readLimit } from "./limit.ts";
import { checkReach, type RuleBase, resolveWindow } from "./rule-base.ts";

/** compileBurnRate checks a burn rate rule and returns it ready for the engine, or null. */
export function compileBurnRate(
  context: Context,
  path: Path,
  base: RuleBase,
  input: RuleInput & { burn_rate: BurnRateInput },
  severity: Severity,
): BurnRateRule | null {
  const { metric, limit: raw, window, fast, slow, times } = input.burn_rate;
  const here = [...path, "burn_rate"];
  checkAddsUp(context, here, metric);
  if (fast >= slow) {
    context.report.error(
      [...here, "fast"],
      `"fast" must be shorter than "slow", which is ${durationText(slow)}: the long window is there to confirm the short one`,
    );
  }
  checkReach(context, [...here, "slow"], slow);
  const limit = readLimit(context, [...here, "limit"], metric, raw);
  const overrides = compileOverrides(context, path, base, input, metric);
  const budgetWindow = resolveWindow(context, [...here, "window"], window, base.timezone);
  if (limit === null) return null;
  return {
    ...base,
    kind: "burn_rate",
    metric,
    limit,
    window: budgetWindow,
    fastMs: fast,
    slowMs: slow,
    timesPpm: Math.round(times * PPM),
    overrides,
    severity,
  };
}
