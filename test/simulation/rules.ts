import type { BudgetRule, Rule, Severity, WindowSpec } from "../../src/core/rules/index.ts";
import type { EvaluateSettings } from "../../src/flow/index.ts";
import { HOUR, MINUTE, route } from "../support/routes.ts";
import type { Plan } from "./plan.ts";

const CREDIT = 1_000_000_000;

/** LANES are the two receivers' lanes; the second hears of what is critical only. */
export const LANES = { all: "channel/simulated/0", critical: "finance/simulated/0" } as const;
/** REPEAT_MS is after how long a breach that lasts is told again. */
export const REPEAT_MS = 12 * HOUR;

/** settingsOf are the rules, routes and receivers of a run: budgets by day and month, single streams, a rate. */
export function settingsOf(plan: Plan): EvaluateSettings {
  const { timezone, accounts, settleMs } = plan;
  return {
    accounts,
    rules: rulesIn(timezone),
    groups: [],
    route: route({
      groupWaitMs: 30_000,
      groupIntervalMs: 5 * MINUTE,
      repeatIntervalMs: REPEAT_MS,
      routes: [{ match: { severity: "critical" }, receiver: "finance", continue: true }, {}],
    }),
    inhibitRules: [],
    silences: [],
    receivers: new Map(
      Object.values(LANES).map((id) => [id.split("/")[0] ?? "", [{ id, sendResolved: true }]]),
    ),
    timezone,
    usdPerCredit: 10,
    amendFromPpm: plan.amendFromPpm,
    settleMs: new Map(accounts.map((account) => [account, settleMs])),
  };
}

function rulesIn(timezone: string): readonly Rule[] {
  const calendar = (unit: "day" | "month"): WindowSpec => {
    return { kind: "calendar", unit, timezone, weekStarts: "monday", startsOn: 1 };
  };
  const base = (name: string) => ({
    ...{ name, where: [], forMs: 0, keepFiringForMs: 0, labels: {}, timezone },
    onLoad: "fire" as const,
  });
  const budget = (name: string, limit: number, window: WindowSpec): BudgetRule => ({
    ...base(name),
    kind: "budget",
    by: ["member"],
    time: "created_at",
    metric: { name: "spend" },
    limit: limit * CREDIT,
    window,
    steps: [step(50, "info"), step(80, "warning"), step(100, "critical")],
    forecast: [],
    forecastMaxErrorPpm: 500_000,
    overrides: [],
  });
  return [
    budget("member-day", 12, calendar("day")),
    budget("member-month", 40, calendar("month")),
    {
      ...base("failed-or-blocked"),
      ...{ kind: "stream", by: ["member"], time: "finished_at", severity: "warning" },
      status: ["failed", "blocked"],
    },
    {
      ...base("error-rate"),
      ...{ kind: "threshold", by: ["account"], time: "finished_at", severity: "critical" },
      metric: { name: "error_rate" },
      window: { kind: "rolling", ms: 8 * HOUR },
      direction: "above",
      bound: 200_000,
      minStreams: 5,
    },
  ];
}

function step(percent: number, severity: Severity) {
  return { ppm: percent * 10_000, label: `${percent}%`, severity };
}
