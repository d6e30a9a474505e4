import type { MetricLabels, Telemetry } from "../../src/core/ports/index.ts";

/** Measured is one figure that was reported. */
export interface Measured {
  readonly kind: "count" | "gauge" | "duration";
  readonly name: string;
  readonly labels: MetricLabels;
  readonly value: number;
}

/** MemoryTelemetry keeps what was reported. */
export interface MemoryTelemetry extends Telemetry {
  readonly measured: Measured[];
  /** Sum of a counter over all series that have these labels. */
  counted(name: string, labels?: MetricLabels): number;
  /** Last value of a gauge among the series that have these labels. */
  gauged(name: string, labels?: MetricLabels): number | undefined;
  /** All durations of the series that have these labels, in seconds. */
  durations(name: string, labels?: MetricLabels): number[];
}

/** memoryTelemetry keeps figures in memory. */
export function memoryTelemetry(): MemoryTelemetry {
  const measured: Measured[] = [];
  const values = (kind: Measured["kind"], name: string, labels: MetricLabels) =>
    measured
      .filter((m) => m.kind === kind && m.name === name)
      .filter((m) => Object.entries(labels).every(([key, value]) => m.labels[key] === value))
      .map((m) => m.value);
  return {
    measured,
    count: (name, labels = {}, by = 1) => {
      measured.push({ kind: "count", name, labels, value: by });
    },
    gauge: (name, value, labels = {}) => {
      measured.push({ kind: "gauge", name, labels, value });
    },
    duration: (name, seconds, labels = {}) => {
      measured.push({ kind: "duration", name, labels, value: seconds });
    },
    counted: (name, labels = {}) => values("count", name, labels).reduce((a, b) => a + b, 0),
    gauged: (name, labels = {}) => values("gauge", name, labels).at(-1),
    durations: (name, labels = {}) => values("duration", name, labels),
  };
}
