import type { Log, Telemetry } from "../core/ports/index.ts";

/** quietLog drops every line: a rehearsal has no operator to tell. */
export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** quietTelemetry drops every figure. */
export const quietTelemetry: Telemetry = { count() {}, gauge() {}, duration() {} };
