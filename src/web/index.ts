export type { ConfigurationHealth, Health, HistoryHealth, ProofHealth } from "./health.ts";
export type { Readiness } from "./readiness.ts";
export { serve } from "./serve.ts";
export { createWeb } from "./web.ts";
