export { METRICS, type MetricName, type MetricSpec } from "./catalogue.ts";
export {
  createLog,
  LOG_LEVELS,
  type LogFormat,
  type LogLevel,
  type LogOptions,
} from "./log.ts";
export { createTelemetry, type DaemonTelemetry, type RenderedMetrics } from "./metrics.ts";
export type { LogDestination } from "./pretty.ts";
