/** Clock tells the time in ms since the epoch. */
export interface Clock {
  now(): number;
}

/** Log takes a line for the operator with structured fields; secrets print as `***`. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** MetricLabels are the labels of one series of the daemon's own metrics. */
export type MetricLabels = Readonly<Record<string, string>>;

/** Telemetry takes the daemon's own figures; names are Prometheus names without the `neo_budgetd_` prefix. */
export interface Telemetry {
  count(name: string, labels?: MetricLabels, by?: number): void;
  gauge(name: string, value: number, labels?: MetricLabels): void;
  /** Observes a duration in seconds. */
  duration(name: string, seconds: number, labels?: MetricLabels): void;
}
