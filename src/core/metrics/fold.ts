import type { Columns } from "../engine/columns/columns.ts";
import { checkedSum } from "./accumulator.ts";
import { AMOUNT, type Amount } from "./amount.ts";
import type { Part } from "./plan.ts";
import { rankOf } from "./sorted-values.ts";

/** fold works out one part of a metric over a handful of rows from scratch; NaN where there are no values to rank. */
export function fold(part: Part, columns: Columns, slots: readonly number[]): number {
  switch (part.source) {
    case "streams":
      return slots.length;
    case "tasks":
      return new Set(slots.map((slot) => columns.task[slot])).size;
    case "task_values":
      return ranked([...spendByTask(columns, slots).values()], part.percent ?? 0);
    default:
      return foldAmount(part, columns, slots);
  }
}

function foldAmount(part: Part, columns: Columns, slots: readonly number[]): number {
  const [kind, amount] = part.source.split(":") as ["sum" | "values", Amount];
  const values = slots.map((slot) => AMOUNT[amount](columns, slot)).filter((v) => !Number.isNaN(v));
  if (kind === "values") return ranked(values, part.percent ?? 0);
  return values.reduce((sum, value) => checkedSum(sum + value, amount), 0);
}

function spendByTask(columns: Columns, slots: readonly number[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const slot of slots) {
    const task = columns.task[slot] as number;
    sums.set(task, checkedSum((sums.get(task) ?? 0) + columns.spend(slot), "spend"));
  }
  return sums;
}

function ranked(values: number[], percent: number): number {
  values.sort((a, b) => a - b);
  return values[rankOf(percent, values.length)] ?? Number.NaN;
}
