import type { AbsenceRule, NewValueRule, Severity, ShiftRule } from "../../core/rules/index.ts";
import type { AbsenceInput, NewValueInput, ShiftInput } from "../schema/habit-kinds.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import type { Context } from "./context.ts";
import { checkReach, type RuleBase } from "./rule-base.ts";

/** compileAbsence checks an absence rule and returns it ready for the engine. */
export function compileAbsence(
  context: Context,
  path: Path,
  base: RuleBase,
  { over, remember }: AbsenceInput,
  severity: Severity,
): AbsenceRule {
  if (remember <= over) {
    context.report.error(
      [...path, "remember"],
      `"remember" must be longer than "over", which is ${durationText(over)}: who is forgotten is not missed`,
    );
  }
  checkReach(context, [...path, "remember"], remember + over);
  return { ...base, kind: "absence", overMs: over, rememberMs: remember, severity };
}

/** compileNewValue checks a new value rule and returns it ready for the engine. */
export function compileNewValue(
  context: Context,
  path: Path,
  base: RuleBase,
  { of, remember, learn }: NewValueInput,
  severity: Severity,
): NewValueRule {
  if (base.by.includes(of)) {
    context.report.error(
      [...path, "of"],
      `The rule is by ${of}, so each ${of} is a group of its own and shows no other; take ${of} out of "by"`,
    );
  }
  checkReach(context, [...path, "remember"], remember + learn);
  return { ...base, kind: "new_value", of, rememberMs: remember, learnMs: learn, severity };
}

/** compileShift checks a shift rule and returns it ready for the engine. */
export function compileShift(
  context: Context,
  path: Path,
  base: RuleBase,
  input: ShiftInput,
  severity: Severity,
): ShiftRule {
  const { over, versus, change, to } = input;
  if (change.ppm >= 1_000_000) {
    context.report.error(
      [...path, "change"],
      '"change" must be less than 100%: a share cannot move by more than all of it',
    );
  }
  checkReach(context, [...path, "versus"], versus + over);
  return {
    ...base,
    kind: "shift",
    overMs: over,
    versusMs: versus,
    byPpm: change.ppm,
    to,
    minStreams: input.min_streams,
    severity,
  };
}
