import type { View } from "../windows/view.ts";
import type { Accumulator } from "./accumulator.ts";
import { roundedQuotient } from "./exact.ts";
import type { MetricPlan, Part, Source } from "./plan.ts";

/** MetricReader reads one metric of one view; `n` over `d` is the value of the group last read, `d` 0 where it has none. */
export class MetricReader {
  n = 0;
  d = 0;
  readonly #plan: MetricPlan;
  readonly #over: Accumulator;
  readonly #under: Accumulator | null;

  constructor(plan: MetricPlan, view: View) {
    this.#plan = plan;
    this.#over = view.accumulator(plan.over.source);
    this.#under = plan.under === null ? null : view.accumulator(plan.under.source);
  }

  /** Each group's numerator, where it is one number; null where values are ranked. */
  get numerators(): Float64Array | Int32Array | null {
    return this.#over.numbers;
  }

  read(group: number): this {
    const over = this.#over.value(group, this.#plan.over.percent ?? 0);
    const under = this.#under === null ? 1 : this.#under.value(group, 0);
    const empty = Number.isNaN(over) || under <= 0;
    this.n = empty ? 0 : over;
    this.d = empty ? 0 : under;
    return this;
  }

  /** shown is the value in the metric's unit, rounded to a whole number where it is a quotient. */
  get shown(): number {
    return this.d === 0 ? 0 : roundedQuotient(this.n, this.#plan.scale, this.d);
  }
}

/** sourcesOf lists what a view must keep for a metric. */
export function sourcesOf(plan: MetricPlan): Source[] {
  return [plan.over, plan.under].flatMap((part: Part | null) => (part ? [part.source] : []));
}
