import type { Happened } from "../../app/index.ts";
import { creditsText } from "../../core/money.ts";
import type { Unit } from "../../core/rules/index.ts";

/**
 * transitionLine writes a transition as one line of JSON: amounts as decimal text (money in credits, shares as
 * fractions, durations in ms, counts), times as ISO UTC; a pending alert whose breach has ended is `resolved`, `gone`.
 */
export function transitionLine({ transition, alert }: Happened): string {
  const { ref, unit, window } = alert;
  return `${JSON.stringify({
    at: iso(transition.at),
    rule: ref.rule,
    labels: { account: ref.account, ...ref.group },
    state: transition.to === "inactive" ? "resolved" : transition.to,
    step: ref.step,
    value: decimal(transition.value, unit),
    limit: decimal(transition.limit, unit),
    window: { from: iso(window.from), to: iso(window.to) },
    reason: transition.reason,
  })}\n`;
}

/** decimal writes a value as decimal text: nano-credits as credits, parts per million as a fraction, all else plain. */
export function decimal(value: number, unit: Unit): string {
  if (unit === "nano") return creditsText(value);
  if (unit === "ppm") return creditsText(value * 1_000);
  return String(value);
}

/** iso writes a moment as ISO text in UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
