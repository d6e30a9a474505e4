import type { MetricRef, Override } from "../../core/rules/index.ts";
import type { RuleInput } from "../schema/rule.ts";
import type { Path } from "../source/tree.ts";
import { metricUnit } from "../values/metric.ts";
import type { RawQuantity } from "../values/quantity.ts";
import type { Context } from "./context.ts";
import { compileOverride } from "./override.ts";
import { type RuleBase, readLevel } from "./rule-base.ts";

/** readLimit reads a budget's limit, or reports one that is none. */
export function readLimit(
  context: Context,
  path: Path,
  metric: MetricRef,
  raw: RawQuantity,
): number | null {
  const limit = readLevel(context, path, raw, metric);
  if (limit !== 0) return limit;
  context.report.error(
    path,
    '"limit" must be more than nothing: a budget of 0 would always be used up',
  );
  return null;
}

/** compileOverrides returns the other limits of some of a budget's groups, in the order in which they are tried. */
export function compileOverrides(
  context: Context,
  path: Path,
  base: RuleBase,
  input: RuleInput,
  metric: MetricRef,
): Override[] {
  return input.overrides.flatMap((override, index) => {
    const read = (raw: RawQuantity, at: Path) => readLimit(context, at, metric, raw);
    const place = [...path, "overrides", index];
    return compileOverride(context, place, base, override, read) ?? [];
  });
}

/** checkAddsUp reports a budget of something that does not add up over time. */
export function checkAddsUp({ report }: Context, path: Path, metric: MetricRef): void {
  const addsUp = metric.statistic === undefined && ["nano", "count"].includes(metricUnit(metric));
  if (addsUp) return;
  report.error(
    [...path, "metric"],
    `"metric" of a budget must add up over the window, and ${metric.name} does not; use a threshold for it`,
  );
}
