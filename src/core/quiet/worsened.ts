import type { Alert } from "../alerts/alert.ts";
import { SEVERITIES } from "../rules/spec.ts";
import type { Acknowledgement } from "./acknowledgement.ts";

/** By how much of what was acknowledged a value has to go further for the alert to speak again. */
const FURTHER = 0.2;

/** isTakenOn tells whether an acknowledgement is of the firing that the alert is in now. */
export function isTakenOn({ startsAt }: Acknowledgement, alert: Alert): boolean {
  return alert.status === "firing" && alert.startsAt === startsAt;
}

/**
 * hasWorsened tells whether an alert has become worse than what was acknowledged.
 *
 * | since then                                             | worsened |
 * |--------------------------------------------------------|----------|
 * | a higher severity                                      | yes      |
 * | the value went a fifth further past its limit's side   | yes      |
 * | less than that, or back                                | no       |
 * | a higher step of the same budget                       | an alert of its own, not acknowledged |
 *
 * What has no value to go further (a trouble of the daemon, a member from whom nothing comes) worsens by severity only.
 */
export function hasWorsened(known: Acknowledgement, alert: Alert): boolean {
  if (SEVERITIES.indexOf(alert.severity) > SEVERITIES.indexOf(known.severity)) return true;
  if (alert.kind === "system" || alert.kind === "absence") return false;
  const bar = alert.baseline?.median ?? alert.limit;
  return known.value >= bar
    ? alert.value > known.value && alert.value >= known.value * (1 + FURTHER)
    : alert.value < known.value && alert.value <= known.value * (1 - FURTHER);
}
