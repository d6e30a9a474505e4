import { type Columns, widened } from "../engine/columns/columns.ts";
import { AmountError } from "../money.ts";
import { AMOUNT, type Amount } from "./amount.ts";
import { PairTally } from "./pair-tally.ts";
import type { Source } from "./plan.ts";
import { SortedValues } from "./sorted-values.ts";

/** Accumulator keeps one quantity of a window for each group; what is added can be taken back exactly. */
export interface Accumulator {
  /** Makes room for groups below `groups`. */
  reserve(groups: number): void;
  add(group: number, slot: number): void;
  remove(group: number, slot: number): void;
  /** The group's quantity; NaN where there are no values to rank. */
  value(group: number, percent: number): number;
  clear(): void;
}

/** accumulatorOf builds what a source needs. */
export function accumulatorOf(source: Source, columns: Columns): Accumulator {
  switch (source) {
    case "streams":
      return new StreamCount();
    case "tasks":
      return new TaskCount(columns);
    case "task_values":
      return new TaskValues(columns);
    default: {
      const [kind, amount] = source.split(":") as ["sum" | "values", Amount];
      return kind === "sum" ? new Sum(columns, amount) : new Values(columns, amount);
    }
  }
}

/** checkedSum returns the sum, or refuses one that a double does not hold exactly. */
export function checkedSum(sum: number, amount: Amount): number {
  if (sum <= Number.MAX_SAFE_INTEGER && sum >= -Number.MAX_SAFE_INTEGER) return sum;
  throw new AmountError(
    `a sum of ${amount} is beyond 2^53 and cannot be kept exactly: give the rule a shorter window or narrow its where`,
  );
}

class StreamCount implements Accumulator {
  #counts = new Int32Array(0);

  reserve(groups: number): void {
    this.#counts = widened(this.#counts, new Int32Array(groups));
  }

  add(group: number): void {
    this.#counts[group] = (this.#counts[group] as number) + 1;
  }

  remove(group: number): void {
    this.#counts[group] = (this.#counts[group] as number) - 1;
  }

  value(group: number): number {
    return this.#counts[group] ?? 0;
  }

  clear(): void {
    this.#counts.fill(0);
  }
}

class Sum implements Accumulator {
  #sums = new Float64Array(0);
  readonly #columns: Columns;
  readonly #amount: Amount;
  readonly #read: (columns: Columns, slot: number) => number;

  constructor(columns: Columns, amount: Amount) {
    this.#columns = columns;
    this.#amount = amount;
    this.#read = AMOUNT[amount];
  }

  reserve(groups: number): void {
    this.#sums = widened(this.#sums, new Float64Array(groups));
  }

  add(group: number, slot: number): void {
    this.#change(group, this.#read(this.#columns, slot));
  }

  remove(group: number, slot: number): void {
    this.#change(group, -this.#read(this.#columns, slot));
  }

  value(group: number): number {
    return this.#sums[group] ?? 0;
  }

  clear(): void {
    this.#sums.fill(0);
  }

  #change(group: number, by: number): void {
    if (by !== 0 && !Number.isNaN(by)) {
      this.#sums[group] = checkedSum((this.#sums[group] as number) + by, this.#amount);
    }
  }
}

class Values implements Accumulator {
  readonly #groups: (SortedValues | undefined)[] = [];
  readonly #columns: Columns;
  readonly #read: (columns: Columns, slot: number) => number;

  constructor(columns: Columns, amount: Amount) {
    this.#columns = columns;
    this.#read = AMOUNT[amount];
  }

  reserve(): void {}

  add(group: number, slot: number): void {
    const value = this.#read(this.#columns, slot);
    if (!Number.isNaN(value)) valuesOf(this.#groups, group).add(value);
  }

  remove(group: number, slot: number): void {
    const value = this.#read(this.#columns, slot);
    if (!Number.isNaN(value)) valuesOf(this.#groups, group).remove(value);
  }

  value(group: number, percent: number): number {
    return this.#groups[group]?.percentile(percent) ?? Number.NaN;
  }

  clear(): void {
    this.#groups.length = 0;
  }
}

class TaskCount implements Accumulator {
  #tasks = new Int32Array(0);
  readonly #columns: Columns;
  readonly #tally = new PairTally();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  reserve(groups: number): void {
    this.#tasks = widened(this.#tasks, new Int32Array(groups));
  }

  add(group: number, slot: number): void {
    const place = this.#tally.at(group, this.#columns.task[slot] as number);
    const before = this.#tally.counts[place] as number;
    this.#tally.counts[place] = before + 1;
    if (before === 0) this.#tasks[group] = (this.#tasks[group] as number) + 1;
  }

  remove(group: number, slot: number): void {
    const place = this.#tally.at(group, this.#columns.task[slot] as number);
    const after = (this.#tally.counts[place] as number) - 1;
    this.#tally.counts[place] = after;
    if (after === 0) this.#tasks[group] = (this.#tasks[group] as number) - 1;
  }

  value(group: number): number {
    return this.#tasks[group] ?? 0;
  }

  clear(): void {
    this.#tasks.fill(0);
    this.#tally.clear();
  }
}

/** TaskValues ranks the tasks of a group by what each spent within the window. */
class TaskValues implements Accumulator {
  readonly #groups: (SortedValues | undefined)[] = [];
  readonly #columns: Columns;
  readonly #tally = new PairTally();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  reserve(): void {}

  add(group: number, slot: number): void {
    this.#change(group, slot, 1);
  }

  remove(group: number, slot: number): void {
    this.#change(group, slot, -1);
  }

  value(group: number, percent: number): number {
    return this.#groups[group]?.percentile(percent) ?? Number.NaN;
  }

  clear(): void {
    this.#groups.length = 0;
    this.#tally.clear();
  }

  #change(group: number, slot: number, sign: 1 | -1): void {
    const place = this.#tally.at(group, this.#columns.task[slot] as number);
    const values = valuesOf(this.#groups, group);
    const count = this.#tally.counts[place] as number;
    const sum = this.#tally.sums[place] as number;
    const changed = checkedSum(sum + sign * this.#columns.spend(slot), "spend");
    if (count > 0) values.remove(sum);
    if (count + sign > 0) values.add(changed);
    this.#tally.counts[place] = count + sign;
    this.#tally.sums[place] = changed;
  }
}

function valuesOf(groups: (SortedValues | undefined)[], group: number): SortedValues {
  let values = groups[group];
  if (values === undefined) {
    values = new SortedValues();
    groups[group] = values;
  }
  return values;
}
