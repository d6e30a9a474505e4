import type { RuleScope } from "../rules/evaluator.ts";

/**
 * GroupRows sorts the rows of a window by the groups of a rule, in the order of their times, in two passes: after that each
 * group's rows are at hand, so that telling a thousand groups looks through the window once and not a thousand times.
 */
export class GroupRows {
  readonly #starts: Uint32Array;
  readonly #slots: Uint32Array;

  constructor(scope: RuleScope, low: number, high: number) {
    const starts = new Uint32Array(scope.grouping.size + 1);
    eachRow(scope, low, high, (group) => {
      starts[group + 1] = (starts[group + 1] as number) + 1;
    });
    for (let group = 1; group < starts.length; group++) {
      starts[group] = (starts[group] as number) + (starts[group - 1] as number);
    }
    const slots = new Uint32Array(starts.at(-1) as number);
    const next = starts.slice();
    eachRow(scope, low, high, (group, slot) => {
      const place = next[group] as number;
      slots[place] = slot;
      next[group] = place + 1;
    });
    this.#starts = starts;
    this.#slots = slots;
  }

  /** of returns the slots of a group, earliest first. */
  of(group: number): Uint32Array {
    return this.#slots.subarray(this.#starts[group], this.#starts[group + 1]);
  }
}

function eachRow(
  { columns, grouping, filter, order }: RuleScope,
  low: number,
  high: number,
  take: (group: number, slot: number) => void,
): void {
  const { slots } = order;
  const { dead } = columns;
  const end = order.after(high);
  for (let place = order.after(low); place < end; place++) {
    const slot = slots[place] as number;
    if (dead[slot] === 1 || !filter.passes(slot)) continue;
    const signature = grouping.ids[slot] as number;
    if (!grouping.split) take(signature, slot);
    else for (const group of grouping.membersOf(signature)) take(group, slot);
  }
}
