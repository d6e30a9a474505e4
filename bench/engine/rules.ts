import type {
  Dimension,
  MemberGroup,
  MetricRef,
  Rule,
  SpikeRule,
} from "../../src/core/rules/index.ts";
import { createMatcher } from "./matcher.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CREDIT = 1_000_000_000;

type Base = Omit<Extract<Rule, { kind: "stream" }>, "kind" | "status" | "severity">;

/** base is what rules of every kind have. */
export function base(name: string, by: readonly Dimension[], time: Base["time"]): Base {
  return {
    ...{ name, by, time, where: [], forMs: 0, keepFiringForMs: 0, labels: {} },
    ...{ timezone: "UTC", onLoad: "fire" },
  };
}

function budget(by: Dimension, ms: number, credits: number, metric: MetricRef["name"]): Rule {
  const step = (percent: number) =>
    ({ ppm: percent * 10_000, label: `${percent}%`, severity: "warning" }) as const;
  return {
    ...base(`${metric}-${by}-${ms / HOUR}h`, [by], "created_at"),
    ...{ kind: "budget", metric: { name: metric }, limit: credits * CREDIT },
    ...{ window: { kind: "rolling", ms }, steps: [step(80), step(100)] },
    ...{ forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
  };
}

function threshold(by: Dimension, ms: number, metric: MetricRef, bound: number): Rule {
  return {
    ...base(`${metric.name}-${by}-${ms / HOUR}h`, [by], "finished_at"),
    ...{ kind: "threshold", metric, window: { kind: "rolling", ms }, direction: "above", bound },
    ...{ minStreams: 10, severity: "warning" },
  };
}

function spike(overMs: number, atLeast: number, season?: SpikeRule["season"]): Rule {
  return {
    ...base(`spike-${overMs / HOUR}h-${season ?? "any"}`, ["member"], "finished_at"),
    ...{ kind: "spike", metric: { name: "neo_credits" }, overMs, versusMs: 7 * DAY },
    ...{ timesPpm: 3_000_000, atLeast: atLeast * CREDIT, minStreams: 0, severity: "warning" },
    ...(season === undefined ? {} : { season }),
  };
}

/**
 * benchRules are twenty rules that mix windows of one hour to thirty days. `share` is how much is spent, compared with a million
 * rows in thirty days: amounts go with it, so that as many groups come near them.
 */
export function benchRules(share: number): readonly Rule[] {
  return [
    budget("member", HOUR, 20 * share, "neo_credits"),
    budget("member", DAY, 60 * share, "neo_credits"),
    budget("member", 7 * DAY, 300 * share, "neo_credits"),
    budget("member", 30 * DAY, 800 * share, "neo_credits"),
    budget("model", DAY, 4_000 * share, "spend"),
    budget("model", 7 * DAY, 20_000 * share, "spend"),
    budget("account", DAY, 9_000 * share, "spend"),
    budget("account", 30 * DAY, 250_000 * share, "spend"),
    budget("group", 7 * DAY, 6_000 * share, "spend"),
    budget("group", 30 * DAY, 9_000 * share, "byok_cost"),
    threshold("member", HOUR, { name: "error_rate" }, 700_000),
    threshold("member", DAY, { name: "error_rate" }, 500_000),
    threshold("model", 6 * HOUR, { name: "blocked_rate" }, 50_000),
    threshold("member", DAY, { name: "execution_time", statistic: "p95" }, 3_700_000),
    threshold("account", DAY, { name: "wasted_rate" }, 300_000),
    threshold("member", DAY, { name: "tasks" }, 500 * share),
    spike(HOUR, 2 * share),
    spike(6 * HOUR, 5 * share),
    spike(HOUR, 2 * share, "day"),
    {
      ...base("blocked", ["member"], "finished_at"),
      ...{ kind: "stream", status: ["blocked"], severity: "warning" },
    },
  ];
}

/** BENCH_RULES are benchRules for a million rows. */
export const BENCH_RULES = benchRules(1);

/** BENCH_GROUPS are twenty cost centres of fifty members each. */
export const BENCH_GROUPS: readonly MemberGroup[] = Array.from({ length: 20 }, (_, team) => ({
  name: `team-${team}`,
  members: [createMatcher(`@team-${team}.acme.io`)],
}));
