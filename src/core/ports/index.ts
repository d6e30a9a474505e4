export * from "./conditions.ts";
export * from "./delivery.ts";
export * from "./evaluation.ts";
export * from "./ledger.ts";
export * from "./rule-history.ts";
export * from "./runtime.ts";
export * from "./usage.ts";
