export { METRICS } from "./catalogue.ts";
export { createLog, type LogFormat } from "./log.ts";
export { createTelemetry, type DaemonTelemetry } from "./metrics.ts";
