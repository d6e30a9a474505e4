import fc from "fast-check";
import { COUNT_METRICS, MONEY_METRICS } from "../../../../src/core/rules/index.ts";
import {
  bound,
  calendar,
  common,
  DAY,
  HOUR,
  MINUTE,
  metric,
  overrides,
  own,
  span,
  window,
} from "./random-parts.ts";

const ppms = fc.uniqueArray(fc.constantFrom(333_333, 500_000, 800_000, 1_000_000), {
  minLength: 1,
});
const memory = fc.constantFrom(30 * MINUTE, 12 * HOUR, 3 * DAY, 10 * DAY, 20 * DAY);
const fewest = fc.constantFrom(0, 0, 0, 2, 3);

/** steps makes steps of the shares, lowest first, the higher the graver. */
function steps(shares: readonly number[], name = "") {
  return shares
    .toSorted((a, b) => a - b)
    .map((ppm, index) => ({
      ppm,
      label: `${name}${ppm / 10_000}%`,
      severity: index === 0 ? ("info" as const) : ("critical" as const),
    }));
}

export const budget = fc
  .record({ ...common, by: own, metric, limit: bound, window, ppms, overrides })
  .map(({ ppms, ...rule }) => ({
    ...rule,
    kind: "budget" as const,
    forecast: [],
    forecastMaxErrorPpm: 0,
    steps: steps(ppms),
  }));

/** forecast are budgets that look ahead: by calendar windows of a day or more, of a metric that adds up day by day. */
export const forecast = fc
  .record({
    ...common,
    by: fc.constantFrom([], [], ["member" as const], ["group" as const], ["model" as const]),
    where: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, common.where),
    metric: fc.record({
      name: fc.constantFrom(...MONEY_METRICS, ...COUNT_METRICS.filter((name) => name !== "tasks")),
    }),
    limit: fc.oneof(bound, fc.constantFrom(20, 100, 200, 500, 1000)),
    window: calendar("day", "week", "month", "month", "quarter", "year"),
    ppms,
    foretold: ppms,
    forecastMaxErrorPpm: fc.constantFrom(0, 200_000, 500_000, 10 ** 9, 10 ** 9),
    overrides,
  })
  .map(({ ppms, foretold, ...rule }) => ({
    ...rule,
    kind: "budget" as const,
    steps: steps(ppms),
    forecast: steps(foretold, "forecast "),
  }));

export const threshold = fc
  .record(
    {
      ...common,
      metric,
      window,
      direction: fc.constantFrom("above" as const, "below" as const),
      bound,
      resolveBound: bound,
      minStreams: fewest,
    },
    {
      requiredKeys: [
        ...(Object.keys(common) as (keyof typeof common)[]),
        ...(["metric", "window", "direction", "bound", "minStreams"] as const),
      ],
    },
  )
  .map((rule) => ({ ...rule, kind: "threshold" as const }));

export const spike = fc
  .record(
    {
      ...common,
      // Fine groups of so few rows have no three earlier windows to speak of.
      by: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, common.by),
      where: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, common.where),
      metric,
      overMs: span,
      versusMs: fc.constantFrom(12 * HOUR, 2 * DAY, 5 * DAY, 22 * DAY),
      timesPpm: fc.constantFrom(500_000, 1_000_000, 1_500_000, 3_000_000),
      atLeast: fc.constantFrom(0, 0, 1, 5, 100_000),
      season: fc.constantFrom("day" as const, "week" as const),
      minStreams: fewest,
    },
    {
      requiredKeys: [
        ...(Object.keys(common) as (keyof typeof common)[]),
        ...(["metric", "overMs", "versusMs", "timesPpm", "atLeast", "minStreams"] as const),
      ],
    },
  )
  .map((rule) => ({ ...rule, kind: "spike" as const }));

export const anomaly = fc
  .record({
    ...common,
    metric,
    overMs: fc.constantFrom(15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, DAY),
    season: fc.constantFrom("day" as const, "day" as const, "week" as const),
    versusMs: fc.constantFrom(3 * DAY, 6 * DAY, 9 * DAY, 15 * DAY, 40 * DAY),
    sensitivityMilli: fc.constantFrom(0, 500, 1_000, 2_023, 3_500),
    direction: fc.constantFrom("above" as const, "below" as const, "both" as const),
    atLeast: fc.constantFrom(0, 0, 1, 5, 100_000),
    minStreams: fewest,
    // Fine groups of so few rows have no peers to speak of.
    by: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, common.by),
    where: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, common.where),
  })
  .map((rule) => ({ ...rule, kind: "anomaly" as const }));

export const burnRate = fc
  .record({
    ...common,
    by: own,
    metric,
    limit: bound,
    window,
    fastMs: span,
    slowMs: fc.constantFrom(HOUR, 12 * HOUR, DAY, 3 * DAY),
    timesPpm: fc.constantFrom(0, 333_333, 1_000_000, 1_500_000, 14_400_000),
    overrides,
  })
  .map((rule) => ({ ...rule, kind: "burn_rate" as const }));

export const absence = fc
  .record({ ...common, overMs: span, rememberMs: memory })
  .map((rule) => ({ ...rule, kind: "absence" as const }));

export const shift = fc
  .record({
    ...common,
    // Of so few rows, fine groups and narrow conditions leave hardly any two to compare.
    by: fc.oneof(common.by, fc.constant([]), fc.constant(["member" as const])),
    where: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, common.where),
    overMs: fc.oneof(span, fc.constantFrom(DAY, 2 * DAY)),
    versusMs: fc.oneof(memory, fc.constant(10 * DAY)),
    byPpm: fc.constantFrom(0, 166_666, 166_667, 333_333, 500_000, 999_999, 1_000_000),
    to: fc.constantFrom("own_key" as const, "platform" as const, "either" as const),
    minStreams: fc.constantFrom(0, 1, 2),
  })
  .map((rule) => ({ ...rule, kind: "shift" as const }));

/** Single rows count from their end on: they are then known at the same tick, whatever a rule goes by. */
const happening = { ...common, time: fc.constant("finished_at" as const) };

export const newValue = fc
  .record({
    ...happening,
    of: fc.constantFrom("member" as const, "model" as const, "tool" as const, "agent" as const),
    rememberMs: memory,
    learnMs: fc.constantFrom(0, HOUR, DAY, 5 * DAY),
  })
  .map((rule) => ({ ...rule, kind: "new_value" as const }));

export const stream = fc
  .record({
    ...happening,
    status: fc.shuffledSubarray(["failed", "blocked", "completed", "odd"], { minLength: 1 }),
  })
  .map((rule) => ({ ...rule, kind: "stream" as const }));
