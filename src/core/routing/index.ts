export type { Draft } from "./draft.ts";
export { type Plan, planNotifications } from "./plan.ts";
export type { PlanInput } from "./plan-input.ts";
export * from "./route.ts";
export { createRouter, type Router, type Target } from "./router.ts";
export type { QuietReason } from "./schedule.ts";
export { sendKey, shortHash } from "./send-key.ts";
export { muteAt, type RouteTrace, type RouteVerdict, spokenIn, traceRoutes } from "./trace.ts";
export { wakeOf } from "./wake-of.ts";
