export * from "./accumulator.ts";
export * from "./amount.ts";
export * from "./exact.ts";
export * from "./fold.ts";
export * from "./metric-reader.ts";
export * from "./pair-tally.ts";
export * from "./plan.ts";
export * from "./sorted-values.ts";
