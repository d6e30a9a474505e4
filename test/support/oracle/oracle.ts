import type { AlertRef, Finding } from "../../../src/core/engine/index.ts";
import type { MemberGroup, Rule, WindowSpec } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { anomalyVerdict } from "./anomaly.ts";
import { burnRateVerdict } from "./burn-rate.ts";
import { groupsOf, type Labels, meets } from "./group.ts";
import { measure } from "./quantity.ts";
import {
  budgetVerdict,
  type Compared,
  type Facts,
  type Measured,
  shown,
  spikeVerdict,
  thresholdVerdict,
  type Verdict,
} from "./verdict.ts";
import { calendarEnd, type Stretch, stretchAt, stretchClosed } from "./window.ts";
import { daysBefore } from "./zone.ts";

/** Expected is what the oracle says of one alert state. */
export type Expected = Verdict &
  Pick<Finding, "ref" | "ended" | "value" | "streams"> & { from: number; to: number };

/** Kinds whose findings this oracle decides; the others have one of their own (quiet.ts, new-value.ts, forecast.ts). */
const KINDS: readonly Rule["kind"][] = ["budget", "threshold", "spike", "anomaly", "burn_rate"];

/** isMeasured says whether this oracle decides what a rule finds. */
export function isMeasured(rule: Rule): rule is Measured {
  return KINDS.includes(rule.kind);
}

/**
 * oracleTick works out from all rows what an engine must find at `at`: everything breached and every open state.
 * It recomputes each window from nothing, in big integers, and is as slow as it is plain.
 */
export function oracleTick(
  world: { rules: readonly Rule[]; groups: readonly MemberGroup[] },
  rows: readonly LedgerRow[],
  horizonMs: number,
  at: number,
  open: readonly AlertRef[],
): Map<string, Expected> {
  const live = rows.filter((row) => !row.retracted);
  const states = world.rules.flatMap((rule) => {
    if (!isMeasured(rule)) return [];
    const now = stretchAt(windowOf(rule), at);
    const judge = judgeOf(rule, world.groups, live, horizonMs, at);
    const breached = allGroups(rule, world.groups, live)
      .flatMap(([account, group]) =>
        stepsOf(rule).map((step) => ({ account, rule: rule.name, group, step, window: now.id })),
      )
      .map((ref) => judge(ref, now, false))
      .filter((seen) => seen.breached);
    const answers = open
      .filter((ref) => ref.rule === rule.name && stepsOf(rule).includes(ref.step))
      .map((ref) =>
        ref.window === now.id
          ? judge(ref, now, false)
          : judge(ref, stretchClosed(windowOf(rule), ref.window, at), true),
      );
    return [...breached, ...answers];
  });
  return new Map(states.map((seen) => [refKey(seen.ref), seen]));
}

/** refKey names an alert state as text, whatever the order of its labels. */
export function refKey(ref: AlertRef): string {
  const labels = Object.entries(ref.group).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([ref.rule, ref.account, labels, ref.step, ref.window]);
}

function judgeOf(
  rule: Measured,
  centres: readonly MemberGroup[],
  live: readonly LedgerRow[],
  horizonMs: number,
  at: number,
) {
  return (ref: AlertRef, stretch: Stretch, ended: boolean): Expected => {
    const group = live.filter((row) => isIn(row, rule, ref.account, ref.group, centres));
    const within = group.filter((row) => stretch.holds(timeOf(row, rule)));
    const value = measure(rule.metric, within);
    const valueIn = (other: Stretch) =>
      measure(
        rule.metric,
        group.filter((row) => other.holds(timeOf(row, rule))),
      );
    const facts: Facts = {
      value,
      streams: within.length,
      known: group.some((row) => timeOf(row, rule) > at - horizonMs && timeOf(row, rule) <= at),
      account: ref.account,
      labels: ref.group,
      centres,
      earlier: (compared) => earlierOf(compared, group, at),
      within: (spec) => valueIn(stretchAt(spec, at)),
      lengthOf: (spec) => {
        if (spec.kind === "rolling") return spec.ms;
        const { from } = stretchAt(spec, at);
        return calendarEnd(spec, from) - from;
      },
    };
    return {
      ...verdictOf(rule, ref.step, facts),
      ref: { ...ref, window: stretch.id },
      ended,
      value: value === null ? 0 : shown(value, rule),
      streams: within.length,
      from: stretch.from,
      to: stretch.to,
    };
  };
}

function verdictOf(rule: Measured, step: string, facts: Facts): Verdict {
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

function earlierOf(rule: Compared, group: readonly LedgerRow[], at: number) {
  const { overMs, versusMs, season } = rule;
  const times = group
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
      group.filter((row) => timeOf(row, rule) > from && timeOf(row, rule) <= end),
    );
    if (value !== null) values.push(value);
  }
  return values;
}

function allGroups(
  rule: Measured,
  centres: readonly MemberGroup[],
  live: readonly LedgerRow[],
): [string, Labels][] {
  const groups = new Map<string, [string, Labels]>();
  for (const row of live) {
    for (const labels of groupsOf(row, rule.by, centres)) {
      groups.set(JSON.stringify([row.account, labels]), [row.account, labels]);
    }
  }
  return [...groups.values()];
}

function isIn(
  row: LedgerRow,
  rule: Measured,
  account: string,
  labels: Readonly<Record<string, string>>,
  centres: readonly MemberGroup[],
): boolean {
  if (row.account !== account || !meets(row, rule, centres)) return false;
  return groupsOf(row, rule.by, centres).some((each) =>
    Object.entries(each).every(([name, value]) => labels[name] === value),
  );
}

function timeOf(row: LedgerRow, rule: Rule): number {
  return rule.time === "created_at" ? row.createdAt : row.finishedAt;
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
  return rule.kind === "budget" ? rule.steps.map((step) => step.label) : [""];
}
