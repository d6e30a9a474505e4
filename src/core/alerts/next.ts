import type { Finding } from "../engine/finding.ts";
import { laneOf } from "../rules/step-label.ts";
import type { Alert, AlertStatus, Transition, TransitionReason } from "./alert.ts";
import { seen, seenAgain } from "./alert-from-finding.ts";
import type { LifeContext } from "./life-context.ts";

/** Step is one alert after a tick, and the transition that it made there, if it made one. */
export interface Step {
  /** Null for a state that is inactive and was never anything else. */
  readonly alert: Alert | null;
  readonly transition: Transition | null;
}

/**
 * next moves one alert state by one finding. `family` then settles which step of a budget speaks.
 *
 * | was      | the finding                                  | becomes           | reason |
 * |----------|----------------------------------------------|-------------------|--------|
 * | inactive | breached                                     | firing            | first; baseline or recorded at a first evaluation |
 * | inactive | breached, the rule has `for`                 | pending           | pending |
 * | pending  | breached for as long as `for`                | firing            | first (recorded if it was so when first evaluated) |
 * | pending  | breached on changed terms                    | pending, anew     | (none) |
 * | pending  | no longer breached                           | inactive *        | gone |
 * | pending  | silent / its window ended                    | inactive *        | too_few_streams, too_little_history / window_ended |
 * | firing   | breached                                     | firing            | (none) |
 * | firing   | breached on changed terms                    | firing, anew      | limit_changed |
 * | firing   | not breached on changed terms                | resolved          | limit_changed |
 * | firing   | not breached, not cleared (hysteresis)       | firing            | (none) |
 * | firing   | cleared or silent within `keep_firing_for`   | firing            | (none) |
 * | firing   | cleared                                      | resolved          | resolved; restated for what a calendar budget has spent |
 * | firing   | silent                                       | resolved          | too_few_streams, too_little_history, forecast_uncertain, no_data |
 * | firing   | its window ended                             | resolved          | window_ended |
 * | any      | breached after its period's end              | firing            | closed_period |
 * | resolved | breached (as from inactive)                  | firing or pending | first; breached_again in a calendar window; limit_changed |
 *
 * \* resolved again where the state had been resolved and that may still have to be told.
 *
 * A rolling budget counts as cleared only when it is re-armed (below its lowest step): a step that is crossed again and
 * again near its bound is one firing. What a calendar budget has spent only grows, so it clears by restatement alone; its
 * forecast may fall, and rows may come back (`no data`): those are resolved. A single
 * stream's firing ends when it has been told (`told`), which the routing knows.
 */
export function next(prev: Alert | null, finding: Finding, context: LifeContext): Step {
  if (finding.closed) return afterItsEnd(prev, finding, context);
  switch (prev?.status ?? "inactive") {
    case "inactive":
    case "resolved":
      return fromRest(prev, finding, context);
    case "pending":
      return fromPending(prev as Alert, finding, context);
    case "firing":
      return fromFiring(prev as Alert, finding, context);
  }
}

function fromRest(prev: Alert | null, finding: Finding, context: LifeContext): Step {
  if (finding.ended) return { alert: prev && ended(prev), transition: null };
  if (!finding.breached) return { alert: prev, transition: null };
  const muted = context.first !== null && context.rule?.onLoad === "baseline";
  const base = { ...blank(prev, finding, context), muted, lastBreachedAt: context.now };
  if ((context.rule?.forMs ?? 0) > 0) {
    const alert: Alert = {
      ...base,
      status: "pending",
      reason: "pending",
      pendingSince: context.now,
    };
    return step(prev, alert, context.now);
  }
  const alert: Alert = {
    ...base,
    status: "firing",
    reason: muted ? "recorded" : firingReason(prev, finding, context),
    startsAt: context.now,
    endsAt: null,
  };
  return step(prev, alert, context.now);
}

/** What lasted too short for `for` while its period ran is told as well: the money is spent. */
function afterItsEnd(prev: Alert | null, finding: Finding, context: LifeContext): Step {
  const { now } = context;
  const { alsoCrossed } = finding;
  const alert: Alert = {
    ...blank(prev, finding, context),
    ...{ status: "firing", reason: "closed_period", muted: false, lastBreachedAt: now },
    ...{ startsAt: now, endsAt: null },
    ...(alsoCrossed && { alsoCrossed }),
  };
  return step(prev, alert, now);
}

function firingReason(
  prev: Alert | null,
  finding: Finding,
  context: LifeContext,
): TransitionReason {
  if (context.first === "account" && finding.kind !== "system") return "baseline";
  if (prev?.status !== "resolved") return "first";
  if (prev.terms !== finding.terms) return "limit_changed";
  return inCalendarWindow(finding) ? "breached_again" : "first";
}

function fromPending(prev: Alert, finding: Finding, context: LifeContext): Step {
  const { now } = context;
  const base = seenAgain(prev, finding, context);
  if (!finding.breached || finding.ended)
    return step(prev, { ...base, ...goneFrom(prev, finding) }, now);
  const rearmed = prev.terms !== finding.terms;
  const pendingSince = rearmed ? now : (prev.pendingSince ?? now);
  const held = { ...base, pendingSince, lastBreachedAt: now, muted: prev.muted && !rearmed };
  if (now - pendingSince < (context.rule?.forMs ?? 0)) return { alert: held, transition: null };
  const reason = held.muted ? "recorded" : "first";
  return step(
    prev,
    { ...held, status: "firing", reason, pendingSince: null, startsAt: now, endsAt: null },
    now,
  );
}

/** It may have to be told still that the state's last firing was resolved: then it is resolved again, not inactive. */
function goneFrom(
  prev: Alert,
  finding: Finding,
): Pick<Alert, "status" | "reason" | "pendingSince"> {
  const status = prev.endsAt === null ? "inactive" : "resolved";
  const reason = finding.silent ?? (finding.ended ? "window_ended" : "gone");
  return { status, reason, pendingSince: null };
}

function fromFiring(prev: Alert, finding: Finding, context: LifeContext): Step {
  const { now } = context;
  const base = seenAgain(prev, finding, context);
  const over = endReason(prev, finding, context);
  if (over) return step(prev, { ...base, status: "resolved", reason: over, endsAt: now }, now);
  const holds = finding.breached || !isOver(finding);
  const held = { ...base, lastBreachedAt: holds ? now : prev.lastBreachedAt };
  if (prev.terms === finding.terms || !finding.breached) return { alert: held, transition: null };
  return step(
    prev,
    { ...held, reason: "limit_changed", startsAt: now, muted: false, covered: false },
    now,
  );
}

/** Why a firing alert is over; null while it goes on. */
function endReason(prev: Alert, finding: Finding, context: LifeContext): TransitionReason | null {
  if (finding.ended) return "window_ended";
  if (finding.breached) return null;
  if (prev.terms !== finding.terms) return "limit_changed";
  if (!isOver(finding)) return null;
  const since = context.now - (prev.lastBreachedAt ?? context.now);
  const keep = context.rule?.keepFiringForMs ?? 0;
  if (since < keep) return null;
  if (finding.silent) return finding.silent;
  return inCalendarWindow(finding) && laneOf(finding.ref.step) === "spent"
    ? "restated"
    : "resolved";
}

function isOver(finding: Finding): boolean {
  if (finding.silent) return true;
  return finding.kind === "budget" && !inCalendarWindow(finding)
    ? finding.rearmed
    : finding.cleared;
}

/** Calendar windows alone have a name in the reference; of a budget, since a stream's id stands there too. */
function inCalendarWindow(finding: Finding): boolean {
  return finding.kind === "budget" && finding.ref.window !== "";
}

/** A resolved state whose window is over needs to be remembered no longer. */
function ended(prev: Alert): Alert {
  return prev.reason === "window_ended" ? prev : { ...prev, reason: "window_ended" };
}

function blank(
  prev: Alert | null,
  finding: Finding,
  context: LifeContext,
): Omit<Alert, "status" | "reason" | "muted" | "lastBreachedAt"> {
  return {
    ...seen(prev, finding, context.rule),
    covered: false,
    pendingSince: null,
    startsAt: prev?.startsAt ?? null,
    endsAt: prev?.endsAt ?? null,
    updatedAt: context.now,
  };
}

function step(prev: Alert | null, alert: Alert, at: number): Step {
  return { alert, transition: transition(prev?.status ?? "inactive", alert, at) };
}

/** transition records that an alert came from a status to the one it has now. */
export function transition(from: AlertStatus, alert: Alert, at: number): Transition {
  const { id, status, reason, value, limit } = alert;
  return { alertId: id, at, from, to: status, reason, value, limit };
}
