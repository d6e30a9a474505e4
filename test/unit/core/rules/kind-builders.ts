import type { AbsenceRule, NewValueRule, ShiftRule } from "../../../../src/core/rules/index.ts";
import { DAY, HOUR } from "./rule-builders.ts";

const base = {
  name: "rule",
  by: ["member"],
  where: [],
  forMs: 0,
  keepFiringForMs: 0,
  labels: {},
  time: "created_at",
  timezone: "UTC",
  onLoad: "fire",
  severity: "warning",
} as const;

/** absence misses members for an hour, and forgets them after a day. */
export function absence(part: Partial<AbsenceRule> = {}): AbsenceRule {
  return { ...base, kind: "absence", overMs: HOUR, rememberMs: DAY, ...part };
}

/** newValue tells of a member's models that were not used for ten days, once the member is known for two. */
export function newValue(part: Partial<NewValueRule> = {}): NewValueRule {
  return {
    ...base,
    kind: "new_value",
    of: "model",
    rememberMs: 10 * DAY,
    learnMs: 2 * DAY,
    ...part,
  };
}

/** shift compares a member's last hour with the day before it; half the streams moving either way is a shift. */
export function shift(part: Partial<ShiftRule> = {}): ShiftRule {
  return {
    ...base,
    kind: "shift",
    overMs: HOUR,
    versusMs: DAY,
    byPpm: 500_000,
    to: "either",
    minStreams: 1,
    ...part,
  };
}
