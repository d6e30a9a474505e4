import type { Unit } from "../rules/index.ts";

/** Section is one table of a report; its first column is text, the others are numbers. */
export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How large each row is of a whole, 1 for all of it, for where a bar can be drawn. */
  readonly shares?: readonly number[];
}

/** Amount prints a value of a unit in a cell: rounded for a reader, or exact. */
export type Amount = (value: number, unit: Unit) => string;
