import type { WindowSpec } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { anomalyVerdict } from "./anomaly.ts";
import { burnRateVerdict } from "./burn-rate.ts";
import { foresee } from "./forecast.ts";
import { allGroups, type Group, groupKey, isAsked } from "./group.ts";
import { horizonOf } from "./horizon.ts";
import { type Configured, type Expected, type Moment, timeOf } from "./moment.ts";
import { NO_DATA, withNoData } from "./no-data.ts";
import { measure, unitOf } from "./quantity.ts";
import {
  budgetVerdict,
  type Compared,
  type Decided,
  type Facts,
  type Measured,
  shown,
  spikeVerdict,
  thresholdVerdict,
} from "./verdict.ts";
import { calendarEnd, type Stretch, stretchAt, stretchClosed } from "./window.ts";
import { daysBefore } from "./zone.ts";

/** measuredStates works out everything breached of a rule that takes a metric over a window, and every open state. */
export function measuredStates(rule: Measured, world: Configured, moment: Moment): Expected[] {
  const { at, rows, open, forgotten } = moment;
  const window = windowOf(rule);
  const now = stretchAt(window, at);
  const groups = allGroups(rule, world.groups, rows);
  const judge = judgeOf(rule, world, at);
  const breached = [...groups.values()].flatMap((group) =>
    stepsOf(rule)
      .map((step) => judge(group, step, now, false))
      .filter((state) => state.breached || state.undecided),
  );
  const answers = open
    .filter((ref) => isAsked(rule, ref) && stepsOf(rule).includes(ref.step))
    .map((ref): Expected => {
      const { account, group: labels, step } = ref;
      const group = groups.get(groupKey(account, labels)) ?? { account, labels, rows: [] };
      if (ref.window === now.id) return judge(group, step, now, false);
      const closed = stretchClosed(window, ref.window, at);
      const gone = closed.from < forgotten;
      return { ...judge(group, step, closed, true), ...(gone ? { undecided: true } : {}) };
    });
  return [...breached, ...answers];
}

function judgeOf(rule: Measured, world: Configured, at: number) {
  const horizon = horizonOf(world.rules);
  const forecasts = new Map<Group, ReturnType<typeof foresee>>();
  return (group: Group, step: string, stretch: Stretch, ended: boolean): Expected => {
    const { account, labels } = group;
    const within = (other: Stretch) => group.rows.filter((row) => other.holds(timeOf(row, rule)));
    const rows = within(stretch);
    const value = measure(rule.metric, rows);
    const facts: Facts = {
      value,
      streams: rows.length,
      known: group.rows.map((row) => timeOf(row, rule)).some((t) => t > at - horizon && t <= at),
      ended,
      account,
      labels,
      centres: world.groups,
      earlier: (compared) => earlierOf(compared, group.rows, at),
      within: (spec) => measure(rule.metric, within(stretchAt(spec, at))),
      lengthOf: (spec) => lengthOf(spec, at),
      foreseen: () => {
        if (rule.kind !== "budget") return { present: 0 };
        const known = forecasts.get(group);
        const foreseen = known ?? foresee(rule, spendingOf(rule, group.rows), at);
        forecasts.set(group, foreseen);
        return foreseen;
      },
    };
    return {
      ...withNoData(rule, step, facts, (known) => decide(rule, step, known)),
      ref: { account, rule: rule.name, group: labels, step, window: stretch.id },
      kind: rule.kind,
      severity: severityOf(rule, step),
      metric: rule.metric,
      unit: unitOf(rule.metric),
      ended,
      value: value === null ? 0 : shown(value, rule),
      streams: rows.length,
      from: stretch.from,
      to: stretch.to,
    };
  };
}

function decide(rule: Measured, step: string, facts: Facts): Decided {
  switch (rule.kind) {
    case "budget":
      return budgetVerdict(rule, step, facts);
    case "threshold":
      return thresholdVerdict(rule, facts);
    case "spike":
      return spikeVerdict(rule, facts);
    case "anomaly":
      return anomalyVerdict(rule, facts);
    case "burn_rate":
      return burnRateVerdict(rule, facts);
  }
}

function earlierOf(rule: Compared, rows: readonly LedgerRow[], at: number) {
  const { overMs, versusMs, season } = rule;
  const times = rows
    .map((row) => timeOf(row, rule))
    .filter((time) => time > at - versusMs - overMs && time <= at);
  const first = Math.min(...times);
  const values = [];
  const days = season === "week" ? 7 : 1;
  for (let back = 1; back <= versusMs / overMs + versusMs / 86_400_000 + 2; back++) {
    const end =
      season === undefined ? at - back * overMs : daysBefore(at, back * days, rule.timezone);
    const from = end - overMs;
    if (from < at - versusMs || from < first || end > at - overMs) continue;
    const value = measure(
      rule.metric,
      rows.filter((row) => timeOf(row, rule) > from && timeOf(row, rule) <= end),
    );
    if (value !== null) values.push(value);
  }
  return values;
}

/** What each row adds to a metric that can be forecast. */
function spendingOf(rule: Measured, rows: readonly LedgerRow[]) {
  return rows.map((row) => ({
    time: timeOf(row, rule),
    amount: measure(rule.metric, [row])?.n ?? 0n,
  }));
}

function lengthOf(spec: WindowSpec, at: number): number {
  if (spec.kind === "rolling") return spec.ms;
  const { from } = stretchAt(spec, at);
  return calendarEnd(spec, from) - from;
}

function windowOf(rule: Measured): WindowSpec {
  switch (rule.kind) {
    case "budget":
    case "threshold":
      return rule.window;
    case "spike":
    case "anomaly":
      return { kind: "rolling", ms: rule.overMs };
    case "burn_rate":
      return { kind: "rolling", ms: rule.fastMs };
  }
}

function stepsOf(rule: Measured): string[] {
  const own =
    rule.kind === "budget" ? [...rule.steps, ...rule.forecast].map((step) => step.label) : [""];
  return rule.noData === "alert" ? [...own, NO_DATA] : own;
}

/** Missing rows are as grave as a budget's lowest step. */
function severityOf(rule: Measured, step: string) {
  if (rule.kind !== "budget") return rule.severity;
  const steps = [...rule.steps, ...rule.forecast];
  return (steps.find(({ label }) => label === step) ?? steps[0])?.severity ?? "info";
}
