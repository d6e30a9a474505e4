import { MetricReader, sourcesOf } from "../metrics/metric-reader.ts";
import { metricPlan } from "../metrics/plan.ts";
import { metricOf } from "../rules/look.ts";
import type { Measure } from "./engine.ts";
import type { AlertRef, Span } from "./finding.ts";
import { edgesOf } from "./span-edges.ts";
import type { RuleState } from "./state.ts";

/** measure reads a rule's metric over a group's rows within any window; it looks through all rows of that window. */
export function measure({ rule, scope }: RuleState, ref: AlertRef, span: Span): Measure {
  const group = scope.grouping.find(ref.account, ref.group);
  if (group < 0 || !scope.grouping.fits(ref.account, ref.group)) return { value: 0, streams: 0 };
  const plan = metricPlan(metricOf(rule));
  const view = scope.fixedView(...edgesOf(rule, span), sourcesOf(plan));
  return { value: new MetricReader(plan, view).read(group).shown, streams: view.streams(group) };
}
