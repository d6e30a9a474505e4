import type { AbsenceRule } from "../../../src/core/rules/index.ts";
import type { Told } from "./told.ts";

/** absenceVerdict judges the moments of a group's rows: none of late, and one that is remembered. */
export function absenceVerdict(rule: AbsenceRule, times: readonly number[], at: number): Told {
  const remembered = times.filter((time) => time > at - rule.rememberMs && time <= at);
  const there = times.some((time) => time > at - rule.overMs && time <= at);
  const base = { rearmed: false, limit: 0, breached: false, cleared: there };
  if (remembered.length === 0) return there ? base : { ...base, silent: "no_data" };
  return { ...base, breached: !there, lastAt: Math.max(...remembered) };
}
