import type { Rule } from "../../src/core/rules/index.ts";
import type { Line } from "../report.ts";
import { rankedAt } from "./cost.ts";
import { settledTicks } from "./growth.ts";
import { base } from "./rules.ts";

const ROWS = 250_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CREDIT = 1_000_000_000;
const WEEK = {
  kind: "calendar",
  unit: "week",
  timezone: "UTC",
  weekStarts: "monday",
  startsOn: 1,
} as const;
const warning = { severity: "warning" } as const;

const member = (name: string) => base(name, ["member"], "finished_at");
const spend = { name: "spend" } as const;
const step = { ppm: 1_000_000, label: "100%", severity: "warning" } as const;
const compared = {
  ...warning,
  metric: spend,
  overMs: 6 * HOUR,
  versusMs: 21 * DAY,
  atLeast: CREDIT / 4,
  minStreams: 0,
} as const;

/** Rules of each kind by member, of which some members come near. */
const KINDS: readonly Rule[] = [
  {
    ...{ ...member("budget"), kind: "budget", metric: spend, limit: 40 * CREDIT, window: WEEK },
    ...{ steps: [step], forecast: [], forecastMaxErrorPpm: 500_000, overrides: [] },
  },
  {
    ...{ ...member("budget, forecast"), kind: "budget", metric: spend, limit: 40 * CREDIT },
    ...{ window: WEEK, steps: [step], forecast: [step], forecastMaxErrorPpm: 500_000 },
    ...{ overrides: [] },
  },
  {
    ...{ ...member("threshold, p95"), kind: "threshold", direction: "above", bound: 3_000_000 },
    ...{ metric: { name: "execution_time", statistic: "p95" }, minStreams: 10 },
    ...{ window: { kind: "rolling", ms: DAY } },
    ...warning,
  },
  { ...member("spike"), kind: "spike", timesPpm: 3_000_000, ...compared },
  {
    ...{ ...member("spike of a rate"), kind: "spike", timesPpm: 3_000_000, ...compared },
    ...{ metric: { name: "error_rate" }, atLeast: 100_000 },
  },
  ...(["above", "both"] as const).map(
    (direction): Rule => ({
      ...{ ...member(`anomaly, ${direction}`), kind: "anomaly", season: "day", direction },
      ...{ sensitivityMilli: 3_500, ...compared },
    }),
  ),
  {
    ...{ ...member("burn_rate"), kind: "burn_rate", metric: spend, limit: 40 * CREDIT },
    ...{ window: WEEK, fastMs: HOUR, slowMs: DAY, timesPpm: 2_000_000, overrides: [] },
    ...warning,
  },
  {
    ...{ ...member("stream"), kind: "stream", status: ["blocked"] },
    ...warning,
  },
  {
    ...{ ...member("absence"), kind: "absence", overMs: DAY, rememberMs: 14 * DAY },
    ...warning,
  },
  {
    ...{ ...member("new_value"), kind: "new_value", of: "model", rememberMs: 14 * DAY },
    ...{ learnMs: 7 * DAY },
    ...warning,
  },
  {
    ...{ ...member("shift"), kind: "shift", overMs: DAY, versusMs: 7 * DAY, byPpm: 400_000 },
    ...{ to: "either", minStreams: 10 },
    ...warning,
  },
];

/** kinds shows what one rule of each kind costs by itself, so that no kind is hidden among the twenty. */
export function kinds(): Line[] {
  const none = rankedAt(settledTicks(ROWS, []), 0.5, "cpuMs");
  const lines = KINDS.map((rule) => {
    const ticks = settledTicks(ROWS, [rule]);
    return line(`One rule: ${rule.name}`, ticks, none);
  });
  return [
    { what: "No rule: 100 rows put and ticked, p50", value: none, unit: "ms CPU" },
    ...lines,
    line(`All these ${KINDS.length}`, settledTicks(ROWS, KINDS), none),
  ];
}

/** line tells the costs of ticks; what they cost without the rule is taken off in its note. */
export function line(what: string, ticks: Parameters<typeof rankedAt>[0], without: number): Line {
  const p50 = rankedAt(ticks, 0.5, "cpuMs");
  const p95 = rankedAt(ticks, 0.95, "cpuMs");
  const more = without === 0 ? "" : `${Math.round((p50 - without) * 1_000)} µs of it the rule; `;
  return {
    what: `${what}, p50`,
    value: p50,
    unit: "ms CPU",
    note: `${more}p95 ${p95.toFixed(2)} ms`,
  };
}
