export type { AlertmanagerParts } from "./alertmanager/alertmanager.ts";
export type { StandingAlert } from "./alertmanager/standing.ts";
export type { Gate } from "./auth/index.ts";
export type { ConfigurationHealth, Health, HistoryHealth, ProofHealth } from "./health.ts";
export type { Desk } from "./pages/desk.ts";
export type { Readiness } from "./readiness.ts";
export { serve } from "./serve.ts";
export type { SlackHook } from "./slack-hook.ts";
export { createWeb } from "./web.ts";
