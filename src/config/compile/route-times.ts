import type { Route } from "../../core/routing/index.ts";
import type { NamedInterval } from "../../core/time/index.ts";
import type { RouteInput } from "../schema/route.ts";
import type { Path } from "../source/tree.ts";
import type { Context } from "./context.ts";

type Escalation = Pick<Route, "escalateAfterMs" | "escalateTo">;

/** timesOf finds the intervals at which a branch is mute or active; they hold for this branch alone, as in Alertmanager. */
export function timesOf(
  context: Context,
  input: RouteInput,
  path: Path,
): Pick<Route, "muteTimes" | "activeTimes"> {
  const { mute_time_intervals: mute, active_time_intervals: active } = input;
  const top = path.length === 1;
  for (const key of ["mute_time_intervals", "active_time_intervals"] as const) {
    if (!top || input[key] === undefined) continue;
    context.report.keyError(
      [...path, key],
      `"${key}" goes on a branch under "routes"; the top must always be able to speak`,
    );
  }
  return {
    ...(mute && { muteTimes: named(context, [...path, "mute_time_intervals"], mute) }),
    ...(active && { activeTimes: named(context, [...path, "active_time_intervals"], active) }),
  };
}

function named(
  { report, names, timeIntervals }: Context,
  path: Path,
  wanted: readonly string[],
): NamedInterval[] {
  return wanted.flatMap((name, index) => {
    if (!names.timeIntervals.includes(name)) {
      report.unknownName([...path, index], "time interval", name, names.timeIntervals);
    }
    return timeIntervals.find((one) => one.name === name) ?? [];
  });
}

/** escalationOf is to whom a branch turns while nobody acknowledges, its own or what it inherits. */
export function escalationOf(
  { report, names }: Context,
  input: RouteInput,
  path: Path,
  parent: Escalation,
): Escalation {
  for (const [index, name] of (input.escalate_to ?? []).entries()) {
    if (names.receivers.includes(name)) continue;
    report.unknownName([...path, "escalate_to", index], "receiver", name, names.receivers);
  }
  const escalateAfterMs = input.escalate_after ?? parent.escalateAfterMs;
  const escalateTo = input.escalate_to ?? parent.escalateTo;
  if (escalateAfterMs !== undefined && escalateTo !== undefined) {
    return { escalateAfterMs, escalateTo };
  }
  if (input.escalate_after !== undefined) {
    report.keyError(
      [...path, "escalate_after"],
      '"escalate_after" needs "escalate_to": whom to turn to',
    );
  }
  if (input.escalate_to !== undefined) {
    report.keyError(
      [...path, "escalate_to"],
      '"escalate_to" needs "escalate_after": how long to wait',
    );
  }
  return {};
}
