import { AMOUNT } from "../metrics/amount.ts";
import { metricPlan } from "../metrics/plan.ts";
import { metricOf } from "../rules/look.ts";
import type { Portion, RowPart } from "./engine.ts";
import { leading } from "./leading.ts";
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
  const { columns, order } = state.scope;
  const read = readerOf(state);
  const rowNo = (slot: number) => columns.rowNo[slot] as number;
  const time = (slot: number) => order.times[slot] as number;
  // A count's parts are all alike: of these the dearest are the largest. Rows lie elsewhere after a restart, their numbers stay.
  const larger = (a: number, b: number) =>
    read(b) - read(a) || columns.spend(b) - columns.spend(a) || rowNo(b) - rowNo(a);
  const newer = (a: number, b: number) => time(b) - time(a) || rowNo(b) - rowNo(a);
  const parts = slots.filter((slot) => read(slot) !== 0);
  return leading(parts, most, first === "newest" ? newer : larger).map((slot) => ({
    rowNo: rowNo(slot),
    value: read(slot),
  }));
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
