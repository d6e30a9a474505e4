import type { Alert } from "../alerts/alert.ts";
import type { Engine } from "../engine/engine.ts";
import type { Contributor, Span } from "../engine/finding.ts";
import type { Rule } from "../rules/spec.ts";
import { calendarPeriod } from "../time/index.ts";
import type { Recent } from "./causes.ts";

const HOUR_MS = 3_600_000;
/** Of a window this many times as long as its last part it is worth saying how much came in that. */
const LONGER = 2;

/**
 * recentOf says how much of a long window came of late: today by the rule's zone where the window began before, else within
 * the last hour; null where the window is short or nothing came.
 */
export function recentOf(
  engine: Pick<Engine, "contributors" | "portion">,
  { alert, rule, at }: { readonly alert: Alert; readonly rule: Rule; readonly at: number },
): Recent | null {
  const latest = latestOf(alert.window, rule.timezone, at);
  if (latest === null) return null;
  const stretch = { span: { ...alert.window, from: latest.from } };
  const { value, streams } = engine.portion(alert.ref, stretch);
  if (streams === 0) return null;
  const { tasks, members } = engine.contributors(alert.ref, stretch, 1);
  const most: Contributor | undefined = "member" in alert.ref.group ? tasks[0] : members[0];
  return { name: latest.name, value, streams, ...(most && { most }) };
}

function latestOf(
  window: Span,
  timezone: string,
  at: number,
): { readonly name: Recent["name"]; readonly from: number } | null {
  const day = { kind: "calendar", unit: "day", weekStarts: "monday", startsOn: 1 } as const;
  const today = calendarPeriod({ ...day, timezone }, at).start;
  if (window.from < today && at - window.from > 24 * HOUR_MS) return { name: "today", from: today };
  const hour = at - HOUR_MS;
  return at - window.from >= LONGER * HOUR_MS ? { name: "hour", from: hour } : null;
}
