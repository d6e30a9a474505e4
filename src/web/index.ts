export type {
  AccountHealth,
  ConfigurationHealth,
  DeliveryHealth,
  Health,
} from "./health.ts";
export type { Check, CheckState, Readiness } from "./readiness.ts";
export { type Served, serve } from "./serve.ts";
export { createWeb, type WebParts } from "./web.ts";
