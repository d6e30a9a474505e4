import { type Columns, widened } from "../engine/columns/columns.ts";
import { AmountError } from "../money.ts";
import type { Batch } from "../windows/batch.ts";
import type { Amount } from "./amount.ts";
import { type Gather, gatherOf } from "./gather.ts";
import { PairTally } from "./pair-tally.ts";
import type { Source } from "./plan.ts";
import { SortedValues } from "./sorted-values.ts";

/** Accumulator keeps one quantity of a window for each group; what is added can be taken back exactly. */
export interface Accumulator {
  /** Makes room for groups below `groups`. */
  reserve(groups: number): void;
  /** Counts a batch of rows (sign 1), or takes back what they were counted as (sign -1). */
  count(batch: Batch, sign: 1 | -1): void;
  /** Each group's quantity, where it is one number; null where values are ranked. */
  readonly numbers: Float64Array | Int32Array | null;
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

/** StreamCount counts each group's rows. */
export class StreamCount implements Accumulator {
  numbers = new Int32Array(0);

  reserve(groups: number): void {
    this.numbers = widened(this.numbers, new Int32Array(groups));
  }

  count({ groups, length }: Batch, sign: 1 | -1): void {
    const counts = this.numbers;
    for (let each = 0; each < length; each++) {
      const group = groups[each] as number;
      counts[group] = (counts[group] as number) + sign;
    }
  }

  value(group: number): number {
    return this.numbers[group] ?? 0;
  }

  clear(): void {
    this.numbers.fill(0);
  }
}

class Sum implements Accumulator {
  numbers = new Float64Array(0);
  readonly #columns: Columns;
  readonly #amount: Amount;
  readonly #gather: Gather;

  constructor(columns: Columns, amount: Amount) {
    this.#columns = columns;
    this.#amount = amount;
    this.#gather = gatherOf(amount);
  }

  reserve(groups: number): void {
    this.numbers = widened(this.numbers, new Float64Array(groups));
  }

  count(batch: Batch, sign: 1 | -1): void {
    this.#gather(this.#columns, batch);
    const sums = this.numbers;
    const { groups, values, length } = batch;
    for (let each = 0; each < length; each++) {
      const by = values[each] as number;
      if (by === 0 || Number.isNaN(by)) continue;
      const group = groups[each] as number;
      sums[group] = checkedSum((sums[group] as number) + sign * by, this.#amount);
    }
  }

  value(group: number): number {
    return this.numbers[group] ?? 0;
  }

  clear(): void {
    this.numbers.fill(0);
  }
}

class Values implements Accumulator {
  readonly numbers = null;
  readonly #groups: (SortedValues | undefined)[] = [];
  readonly #columns: Columns;
  readonly #gather: Gather;

  constructor(columns: Columns, amount: Amount) {
    this.#columns = columns;
    this.#gather = gatherOf(amount);
  }

  reserve(): void {}

  count(batch: Batch, sign: 1 | -1): void {
    this.#gather(this.#columns, batch);
    const { groups, values: read, length } = batch;
    for (let each = 0; each < length; each++) {
      const value = read[each] as number;
      if (Number.isNaN(value)) continue;
      const values = valuesOf(this.#groups, groups[each] as number);
      if (sign === 1) values.add(value);
      else values.remove(value);
    }
  }

  value(group: number, percent: number): number {
    return this.#groups[group]?.percentile(percent) ?? Number.NaN;
  }

  clear(): void {
    this.#groups.length = 0;
  }
}

class TaskCount implements Accumulator {
  numbers = new Int32Array(0);
  readonly #columns: Columns;
  readonly #tally = new PairTally();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  reserve(groups: number): void {
    this.numbers = widened(this.numbers, new Int32Array(groups));
  }

  count({ groups, slots, length }: Batch, sign: 1 | -1): void {
    const { task } = this.#columns;
    for (let each = 0; each < length; each++) {
      const group = groups[each] as number;
      const place = this.#tally.at(group, task[slots[each] as number] as number);
      const before = this.#tally.counts[place] as number;
      this.#tally.counts[place] = before + sign;
      // The group's first row of the task came, or its last one went.
      if (before + (sign === 1 ? 0 : sign) === 0) {
        this.numbers[group] = (this.numbers[group] as number) + sign;
      }
    }
  }

  value(group: number): number {
    return this.numbers[group] ?? 0;
  }

  clear(): void {
    this.numbers.fill(0);
    this.#tally.clear();
  }
}

/** TaskValues ranks the tasks of a group by what each spent within the window. */
class TaskValues implements Accumulator {
  readonly numbers = null;
  readonly #groups: (SortedValues | undefined)[] = [];
  readonly #columns: Columns;
  readonly #tally = new PairTally();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  reserve(): void {}

  count({ groups, slots, length }: Batch, sign: 1 | -1): void {
    for (let each = 0; each < length; each++) {
      this.#change(groups[each] as number, slots[each] as number, sign);
    }
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
