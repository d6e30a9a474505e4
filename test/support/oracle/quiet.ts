import type { AlertRef } from "../../../src/core/engine/index.ts";
import type { AbsenceRule, MemberGroup, ShiftRule } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { absenceVerdict } from "./absence.ts";
import { groupsOf, meets } from "./group.ts";
import { shiftVerdict, type Timed } from "./shift.ts";
import type { Told } from "./told.ts";

/** Quiet is what is expected of one state of an absence or a shift. */
type Quiet = Told & { ref: AlertRef; value: number; streams: number };

/** quietTick works out everything breached of a rule, and every open state, from each group's rows alone. */
export function quietTick(
  rule: AbsenceRule | ShiftRule,
  centres: readonly MemberGroup[],
  rows: readonly LedgerRow[],
  at: number,
  open: readonly AlertRef[],
): Quiet[] {
  const groups = new Map<string, Timed[]>();
  const states = new Map<string, AlertRef>();
  const note = (ref: AlertRef) => {
    const sorted = Object.entries(ref.group).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([ref.account, sorted]);
    states.set(key, states.get(key) ?? ref);
    return key;
  };
  for (const row of rows) {
    if (row.retracted || !meets(row, rule, centres)) continue;
    const time = rule.time === "created_at" ? row.createdAt : row.finishedAt;
    for (const group of groupsOf(row, rule.by, centres)) {
      const key = note({ account: row.account, rule: rule.name, group, step: "", window: "" });
      groups.set(key, [...(groups.get(key) ?? []), { time, byok: row.byok }]);
    }
  }
  const asked = new Set(open.filter((ref) => ref.rule === rule.name).map(note));
  return [...states]
    .map(([key, ref]) => ({ key, quiet: quietOf(rule, ref, groups.get(key) ?? [], at) }))
    .filter(({ key, quiet }) => quiet.breached || asked.has(key))
    .map(({ quiet }) => quiet);
}

function quietOf(
  rule: AbsenceRule | ShiftRule,
  ref: AlertRef,
  rows: readonly Timed[],
  at: number,
): Quiet {
  const within = rows.filter(({ time }) => time > at - rule.overMs && time <= at);
  const streams = within.length;
  if (rule.kind === "absence") {
    const times = rows.map(({ time }) => time);
    return { ...absenceVerdict(rule, times, at), ref, value: streams, streams };
  }
  const own = BigInt(within.filter(({ byok }) => byok).length * 2_000_000 + streams);
  const value = streams === 0 ? 0 : Number(own / BigInt(2 * streams));
  return { ...shiftVerdict(rule, rows, at), ref, value, streams };
}
