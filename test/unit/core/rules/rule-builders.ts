import { createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type {
  BudgetRule,
  MemberGroup,
  Rule,
  SpikeRule,
  StreamRule,
  ThresholdRule,
  WindowSpec,
} from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const base = {
  name: "rule",
  by: [],
  where: [],
  forMs: 0,
  keepFiringForMs: 0,
  labels: {},
  time: "created_at",
  timezone: "UTC",
  onLoad: "fire",
} as const;

/** rolling is a rolling window of so many ms. */
export function rolling(ms: number): WindowSpec {
  return { kind: "rolling", ms };
}

/** monthIn is a calendar month in a zone. */
export function monthIn(timezone: string): WindowSpec {
  return { kind: "calendar", unit: "month", timezone, weekStarts: "monday", startsOn: 1 };
}

/** budget is a budget of 100 nano-credits a day with steps at 50, 80 and 100 %. */
export function budget(part: Partial<BudgetRule> = {}): BudgetRule {
  const steps = [50, 80, 100].map((percent) => ({
    ppm: percent * 10_000,
    label: `${percent}%`,
    severity: percent === 100 ? ("critical" as const) : ("warning" as const),
  }));
  const metric = { name: "neo_credits" } as const;
  return {
    ...base,
    kind: "budget",
    metric,
    limit: 100,
    window: rolling(DAY),
    steps,
    forecast: [],
    forecastMaxErrorPpm: 300_000,
    overrides: [],
    ...part,
  };
}

/** threshold watches the number of streams of the last hour. */
export function threshold(part: Partial<ThresholdRule> = {}): ThresholdRule {
  return {
    ...base,
    kind: "threshold",
    metric: { name: "streams" },
    window: rolling(HOUR),
    direction: "above",
    bound: 5,
    minStreams: 0,
    severity: "warning",
    ...part,
  };
}

/** spike compares an hour's credits with three times the median of a day's hours. */
export function spike(part: Partial<SpikeRule> = {}): SpikeRule {
  return {
    ...base,
    kind: "spike",
    metric: { name: "neo_credits" },
    overMs: HOUR,
    versusMs: DAY,
    timesPpm: 3_000_000,
    atLeast: 1,
    minStreams: 0,
    severity: "warning",
    ...part,
  };
}

/** streamRule finds failed and blocked streams. */
export function streamRule(part: Partial<StreamRule> = {}): StreamRule {
  return { ...base, kind: "stream", status: ["failed", "blocked"], severity: "warning", ...part };
}

/** findingsOf puts rows into a fresh engine and ticks once. */
export function findingsOf(
  rule: Rule,
  rows: readonly LedgerRow[],
  at: number,
  groups: readonly MemberGroup[] = [],
): Finding[] {
  const engine = createEngine({ rules: [rule], groups });
  engine.put(rows, true);
  return engine.tick(at, []);
}

/** seenOf is what the rule makes of its one group as it is, breached or not. */
export function seenOf(
  rule: Rule,
  rows: readonly LedgerRow[],
  at: number,
  ref: Partial<Finding["ref"]> = {},
): Finding {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(rows, false);
  const asked = { account: "acme", rule: rule.name, group: {}, step: "", window: "", ...ref };
  const found = engine
    .tick(at, [asked])
    .find(
      (each) => each.ref.step === asked.step && (each.ended || each.ref.window === asked.window),
    );
  if (found === undefined) throw new Error("the rule says nothing of this state");
  return found;
}
