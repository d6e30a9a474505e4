import type { AbsenceRule, ShiftRule } from "../../../src/core/rules/index.ts";
import { absenceVerdict } from "./absence.ts";
import { allGroups, type Group, groupKey, isAsked } from "./group.ts";
import { type Configured, type Expected, type Moment, timeOf } from "./moment.ts";
import { shiftVerdict } from "./shift.ts";

/** quietStates works out everything breached of an absence or a shift, and every open state, from each group's rows alone. */
export function quietStates(
  rule: AbsenceRule | ShiftRule,
  { groups: centres }: Configured,
  { at, rows, open }: Moment,
): Expected[] {
  const groups = allGroups(rule, centres, rows);
  const asked = new Map<string, Group>();
  for (const ref of open) {
    if (!isAsked(rule, ref) || ref.step !== "") continue;
    const key = groupKey(ref.account, ref.group);
    asked.set(key, groups.get(key) ?? { account: ref.account, labels: ref.group, rows: [] });
  }
  return [...new Map([...groups, ...asked])]
    .map(([key, group]) => ({ key, state: stateOf(rule, group, at) }))
    .filter(({ key, state }) => state.breached || asked.has(key))
    .map(({ state }) => state);
}

function stateOf(
  rule: AbsenceRule | ShiftRule,
  { account, labels, rows }: Group,
  at: number,
): Expected {
  const timed = rows.map((row) => ({ time: timeOf(row, rule), byok: row.byok }));
  const within = timed.filter(({ time }) => time > at - rule.overMs && time <= at);
  const streams = within.length;
  const base = {
    ref: { account, rule: rule.name, group: labels, step: "", window: "" },
    severity: rule.severity,
    ended: false,
    streams,
    from: at - rule.overMs,
    to: at,
  };
  if (rule.kind === "absence") {
    const times = timed.map(({ time }) => time);
    const metric = { name: "streams" } as const;
    const { kind } = rule;
    return {
      ...base,
      ...absenceVerdict(rule, times, at),
      ...{ kind, metric, unit: "count", value: streams },
    };
  }
  const own = BigInt(within.filter(({ byok }) => byok).length * 2_000_000 + streams);
  const value = streams === 0 ? 0 : Number(own / BigInt(2 * streams));
  const metric = { name: "byok_share" } as const;
  return {
    ...base,
    ...shiftVerdict(rule, timed, at),
    ...{ kind: rule.kind, metric, unit: "ppm", value },
  };
}
