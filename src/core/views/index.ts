export type { RowChange } from "./row-change.ts";
export * from "./spend-book.ts";
export * from "./spend-cell.ts";
export type { SpendSums } from "./spend-sums.ts";
