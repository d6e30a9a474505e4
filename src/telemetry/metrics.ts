import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Clock, MetricLabels, Telemetry } from "../core/ports/index.ts";
import { METRICS, type MetricSpec } from "./catalogue.ts";

const PREFIX = "neo_budgetd_";

/** RenderedMetrics is the page that a Prometheus server reads. */
interface RenderedMetrics {
  readonly contentType: string;
  readonly body: string;
}

/** DaemonTelemetry takes the daemon's figures and shows them as a page. */
export type DaemonTelemetry = Telemetry & { render(): Promise<RenderedMetrics> };

/**
 * createTelemetry builds the daemon's metrics in a registry of their own. Names and labels must be declared in
 * METRICS; anything else is a mistake in the code and throws. The process's own metrics keep their customary
 * names (`process_*`, `nodejs_*`), so that common dashboards find them.
 */
export function createTelemetry(options: { clock?: Clock } = {}): DaemonTelemetry {
  const clock = options.clock ?? { now: Date.now };
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const specs = new Map<string, MetricSpec>(Object.entries(METRICS));

  for (const [name, spec] of specs) {
    const base = { name: PREFIX + name, help: spec.help, labelNames: spec.labels };
    const registers = [registry];
    if (spec.kind === "counter") counters.set(name, new Counter({ ...base, registers }));
    if (spec.kind === "gauge") gauges.set(name, new Gauge({ ...base, registers }));
    if (spec.kind === "histogram") {
      const buckets = [...(spec.buckets ?? [])];
      histograms.set(name, new Histogram({ ...base, registers, buckets }));
    }
  }

  function of<M>(metrics: Map<string, M>, name: string, labels: MetricLabels): M {
    const metric = metrics.get(name);
    const spec = specs.get(name);
    if (metric === undefined || spec === undefined) throw new Error(undeclared(name, spec));
    checkLabels(name, spec, labels);
    return metric;
  }

  /** Ages are worked out when they are read: a poll that no longer runs must not freeze them. */
  async function refreshAges(): Promise<void> {
    for (const [name, spec] of specs) {
      if (spec.ageOf === undefined) continue;
      const source = await gauges.get(spec.ageOf)?.get();
      const target = gauges.get(name);
      target?.reset();
      for (const { value, labels } of source?.values ?? [])
        target?.set(labels, Math.max(0, clock.now() / 1000 - value));
    }
  }

  return {
    count: (name, labels = {}, by = 1) => of(counters, name, labels).inc({ ...labels }, by),
    gauge: (name, value, labels = {}) => of(gauges, name, labels).set({ ...labels }, value),
    duration: (name, seconds, labels = {}) =>
      of(histograms, name, labels).observe({ ...labels }, seconds),
    async render() {
      await refreshAges();
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

function undeclared(name: string, spec: MetricSpec | undefined): string {
  return spec === undefined
    ? `The metric "${name}" is not declared: add it to METRICS in telemetry/catalogue.ts.`
    : `The metric "${name}" is declared as a ${spec.kind}: use the method of that kind.`;
}

function checkLabels(name: string, spec: MetricSpec, labels: MetricLabels): void {
  const given = Object.keys(labels).sort().join(", ");
  const declared = [...spec.labels].sort().join(", ");
  if (given !== declared)
    throw new Error(
      `The metric "${name}" takes the labels {${declared}}, but was given {${given}}.`,
    );
}
