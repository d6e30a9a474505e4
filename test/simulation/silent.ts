import type { Log, Telemetry } from "../../src/core/ports/index.ts";

/** silentLog logs nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** silentTelemetry counts nothing. */
export const silentTelemetry: Telemetry = { count() {}, gauge() {}, duration() {} };
