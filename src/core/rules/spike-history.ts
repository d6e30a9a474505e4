import { widened } from "../engine/columns/columns.ts";
import type { Amount } from "../metrics/amount.ts";
import type { Fraction } from "../metrics/exact.ts";
import { fold } from "../metrics/fold.ts";
import { type Middle, middleOfQuotients, middleOfWhole } from "../metrics/middle.ts";
import { type MetricPlan, metricPlan, type Part } from "../metrics/plan.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import type { GroupSeries } from "../windows/group-series.ts";
import { type Compared, EarlierWindows } from "./earlier-windows.ts";
import type { RuleScope } from "./evaluator.ts";
import { type Robust, robustOf, robustOfWhole } from "./robust.ts";

const NOBODY = -1;
/** ROW_COUNT stands for the number of rows where the place of an amount's running sum is asked for. */
const ROW_COUNT = -1;

/**
 * SpikeHistory is what a rule's metric came to in a group's earlier windows (see EarlierWindows): look at a group first. Windows
 * without a value (a rate without streams) are passed over.
 */
export class SpikeHistory {
  /** How many windows have a value. */
  windows = 0;
  readonly #plan: MetricPlan;
  readonly #index: GroupIndex;
  readonly #scope: RuleScope;
  readonly #earlier: EarlierWindows;
  /** What each window came to, as numerator over denominator, those that have a value one after the other. */
  #n = new Float64Array(64);
  /** 1 throughout where the metric is no quotient. */
  #d = new Float64Array(64).fill(1);
  #scratch = new Float64Array(64);
  #looked = { group: NOBODY, at: 0, changes: 0 };

  constructor(rule: Compared, scope: RuleScope) {
    this.#scope = scope;
    this.#plan = metricPlan(rule.metric);
    const { over, under } = this.#plan;
    const amounts = [over, under].flatMap((part) => amountOf(part) ?? []);
    this.#index = scope.index(rule.versusMs + rule.overMs, amounts);
    this.#earlier = new EarlierWindows(rule, this.#index);
  }

  /** changes counts how often rows of the group were put or taken back. */
  changes(group: number): number {
    return this.#index.changes(group);
  }

  /** look works out the group's earlier windows as of `at`; at once where it looked at them last. */
  look(group: number, at: number): void {
    const looked = this.#looked;
    const changes = this.#index.changes(group);
    if (looked.group === group && looked.at === at && looked.changes === changes) return;
    this.windows = 0;
    looked.group = NOBODY;
    const series = this.#earlier.place(group, at);
    if (series !== undefined) this.#take(series);
    looked.group = group;
    looked.at = at;
    looked.changes = changes;
  }

  /** until is the moment before which all windows but at most `others` come to the same, unless rows are put or taken back. */
  until(others: number): number {
    return this.#earlier.until(others);
  }

  /**
   * above says of how many windows it does not matter what they come to: more than half are above `level` in any case. It is
   * negative where no more than half are above it now.
   */
  above(level: number): number {
    const { windows } = this;
    let above = 0;
    for (let each = 0; each < windows; each++) {
      if ((this.#n[each] as number) > level * (this.#d[each] as number)) above++;
    }
    return spare(above, windows);
  }

  /** below is `above` for windows below `level`. */
  below(level: number): number {
    const { windows } = this;
    let below = 0;
    for (let each = 0; each < windows; each++) {
      if ((this.#n[each] as number) < level * (this.#d[each] as number)) below++;
    }
    return spare(below, windows);
  }

  /** middle returns the middle values, exactly. */
  middle(): Middle {
    const room = this.#scratch.subarray(0, this.windows);
    const n = this.#n.subarray(0, this.windows);
    if (this.#plan.under !== null) {
      return middleOfQuotients(n, this.#d.subarray(0, this.windows), room);
    }
    room.set(n);
    return middleOfWhole(room);
  }

  /** robust returns what the values, of which there is at least one, tell of what is usual. */
  robust(): Robust {
    if (this.#plan.under !== null) return robustOf(this.values());
    return robustOfWhole(this.doubles()) ?? robustOf(this.values());
  }

  /** values returns the values, exactly. */
  values(): Fraction[] {
    return Array.from({ length: this.windows }, (_, each) => ({
      n: this.#n[each] as number,
      d: this.#d[each] as number,
    }));
  }

  /** doubles is the values in one stretch of doubles that may be moved about, good until the next look or `middle`. */
  doubles(): Float64Array {
    const doubles = this.#scratch.subarray(0, this.windows);
    for (let each = 0; each < doubles.length; each++) {
      doubles[each] = (this.#n[each] as number) / (this.#d[each] as number);
    }
    return doubles;
  }

  #take(series: GroupSeries): void {
    const { over, under } = this.#plan;
    const { count, from, to } = this.#earlier;
    if (count > this.#n.length) this.#widen(from.length);
    const above = this.#sumOf(over);
    if (under === null && above !== null && above !== ROW_COUNT) {
      this.windows = series.sums(above, this.#earlier, this.#n);
      return;
    }
    const below = under === null ? null : this.#sumOf(under);
    for (let each = 0; each < count; each++) {
      const begin = from[each] as number;
      const end = to[each] as number;
      const n = this.#read(over, above, series, begin, end);
      const d = under === null ? 1 : this.#read(under, below, series, begin, end);
      if (Number.isNaN(n) || d <= 0) continue;
      this.#n[this.windows] = n;
      this.#d[this.windows++] = d;
    }
  }

  #widen(room: number): void {
    this.#n = widened(this.#n, new Float64Array(room));
    this.#d = widened(this.#d, new Float64Array(room).fill(1));
    this.#scratch = new Float64Array(room);
  }

  #read(part: Part, sum: number | null, series: GroupSeries, from: number, to: number): number {
    if (sum === ROW_COUNT) return to - from;
    if (sum !== null) return series.sum(sum, from, to);
    return fold(part, this.#scope.columns, Array.from(series.slots(from, to)));
  }

  /** Where the running sums of a part lie, or ROW_COUNT; null where it is neither. */
  #sumOf(part: Part): number | null {
    if (part.source === "streams") return ROW_COUNT;
    const amount = amountOf(part);
    return amount === null ? null : this.#index.place(amount);
  }
}

/** How many of `all` may turn out otherwise, or have no value any more, and those that are `so` are still more than the others. */
function spare(so: number, all: number): number {
  return (2 * so - all - 1) >> 1;
}

/** The amount whose running sums answer a part, where it is a plain sum. */
function amountOf(part: Part | null): Amount | null {
  return part?.source.startsWith("sum:") ? (part.source.slice(4) as Amount) : null;
}
