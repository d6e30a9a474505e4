import { MetricReader, sourcesOf } from "../metrics/metric-reader.ts";
import { metricPlan } from "../metrics/plan.ts";
import { metricOf } from "../rules/look.ts";
import { View } from "../windows/view.ts";
import type { AlertRef, Span } from "./finding.ts";
import { edgesBy } from "./span-edges.ts";
import type { RuleState } from "./state.ts";

/**
 * seriesOf reads a rule's metric over windows whose ends only move on, from one group's rows, earliest first: each row comes in
 * and goes out once, however much the windows overlap.
 */
export function seriesOf(
  { rule, scope }: RuleState,
  ref: AlertRef,
  slots: Uint32Array,
  windows: readonly Span[],
): readonly (number | null)[] {
  const { columns, grouping, filter, order } = scope;
  const plan = metricPlan(metricOf(rule));
  const view = new View(columns, grouping, filter);
  for (const source of sourcesOf(plan)) view.accumulator(source);
  const reader = new MetricReader(plan, view);
  const edges = edgesBy(rule);
  const group = grouping.find(ref.account, ref.group);
  let [from, to] = [0, 0];
  return windows.map((window) => {
    const [low, high] = edges(window);
    const end = after(high, to);
    const begin = after(low, from);
    view.count(slots, to, end, 1);
    view.count(slots, from, begin, -1);
    [from, to] = [begin, end];
    if (group < 0 || reader.read(group).d === 0) return null;
    return reader.shown;
  });

  function after(moment: number, place: number): number {
    let next = place;
    while (next < slots.length && (order.times[slots[next] as number] as number) <= moment) next++;
    return next;
  }
}
