import {
  COUNT_METRICS,
  DISTRIBUTION_METRICS,
  type MetricName,
  type MetricRef,
  MONEY_METRICS,
  RATIO_METRICS,
  STATISTICS,
  type Unit,
} from "../../core/rules/index.ts";
import { leaf, Mistake } from "./leaf.ts";
import { oneOf } from "./scalars.ts";

const PLAIN: readonly MetricName[] = [...MONEY_METRICS, ...COUNT_METRICS, ...RATIO_METRICS];
const DISTRIBUTIONS: readonly MetricName[] = DISTRIBUTION_METRICS;
const ALL: readonly MetricName[] = [...PLAIN, ...DISTRIBUTIONS];

/** METRIC_TEXTS are all metrics as the configuration writes them. */
const METRIC_TEXTS = [
  ...ALL,
  ...DISTRIBUTIONS.flatMap((name) => STATISTICS.map((statistic) => `${name}.${statistic}`)),
];

/** metric is a schema of a metric's text: its name, and for a distribution `.avg .max .p50 .p95 .p99` (avg by default). */
export const metric = leaf(
  { anyOf: [{ enum: METRIC_TEXTS }, { type: "string", pattern: "\\$\\{" }] },
  (value): MetricRef | Mistake => {
    const [name = "", statistic, ...more] = typeof value === "string" ? value.split(".") : [];
    const known = ALL.find((one) => one === name);
    if (!known || more.length > 0) {
      return new Mistake(`must be a metric: ${ALL.join(", ")}`, METRIC_TEXTS);
    }
    if (!DISTRIBUTIONS.includes(known)) {
      return statistic === undefined
        ? { name: known }
        : new Mistake(`must be "${known}" alone: it is one number and has no statistics`);
    }
    const found = STATISTICS.find((one) => one === (statistic ?? "avg"));
    if (!found) {
      const texts = STATISTICS.map((one) => `${known}.${one}`);
      return new Mistake(`must be ${oneOf(texts)}`, texts);
    }
    return { name: known, statistic: found };
  },
);

/** metricText prints a metric the way the configuration writes it. */
export function metricText(ref: MetricRef): string {
  return ref.statistic ? `${ref.name}.${ref.statistic}` : ref.name;
}

const MONEY: readonly string[] = [...MONEY_METRICS, "cost_per_stream", "cost_per_task"];
const COUNTS: readonly string[] = COUNT_METRICS;
const RATIOS: readonly string[] = RATIO_METRICS;

/** metricUnit returns what a metric is counted in. */
export function metricUnit(ref: MetricRef): Unit {
  if (MONEY.includes(ref.name)) return "nano";
  if (COUNTS.includes(ref.name)) return "count";
  return RATIOS.includes(ref.name) ? "ppm" : "ms";
}
