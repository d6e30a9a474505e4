import { AMOUNT } from "../metrics/amount.ts";
import { metricPlan } from "../metrics/plan.ts";
import { metricOf } from "../rules/look.ts";
import type { Portion, RowPart } from "./engine.ts";
import type { RuleState } from "./state.ts";

/** portionOf adds up what rows have in a rule's value, as contributors are counted. */
export function portionOf(state: RuleState, slots: Uint32Array): Portion {
  const { share, shareUnit: unit } = metricPlan(metricOf(state.rule));
  const read = readerOf(state);
  let value = 0;
  let streams = 0;
  for (const slot of slots) {
    const amount = read(slot);
    value += amount;
    if (amount !== 0) streams++;
  }
  return { value: share === "tasks" ? tasksOf(state, slots) : value, unit, streams };
}

/** partsOf returns at most `most` of the rows that have a part in a rule's value, each with it. */
export function partsOf(
  state: RuleState,
  slots: Uint32Array,
  most: number,
  first: "largest" | "newest",
): RowPart[] {
  const { columns } = state.scope;
  const read = readerOf(state);
  const parts = slots.filter((slot) => read(slot) !== 0);
  // Slots come earliest first. A count's parts are all alike: of these the dearest are the largest.
  const found = first === "newest" ? parts.slice(-most).reverse() : largest(parts);
  return Array.from(found.subarray(0, most), (slot) => ({
    rowNo: columns.rowNo[slot] as number,
    value: read(slot),
  }));

  function largest(of: Uint32Array): Uint32Array {
    return of.sort((a, b) => read(b) - read(a) || columns.spend(b) - columns.spend(a) || b - a);
  }
}

function readerOf({ rule, scope }: RuleState): (slot: number) => number {
  const { share } = metricPlan(metricOf(rule));
  if (share === "streams" || share === "tasks") return () => 1;
  const read = AMOUNT[share];
  return (slot) => read(scope.columns, slot);
}

function tasksOf({ scope }: RuleState, slots: Uint32Array): number {
  return new Set(Array.from(slots, (slot) => scope.columns.task[slot] as number)).size;
}
