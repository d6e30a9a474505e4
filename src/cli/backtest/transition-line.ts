import type { Comparison, Fired, Happened } from "../../app/index.ts";
import type { Alert } from "../../core/alerts/index.ts";
import { creditsText } from "../../core/money.ts";
import type { Unit } from "../../core/rules/index.ts";

/**
 * transitionLine writes a transition as one line of JSON: amounts as decimal text (money in credits, shares as
 * fractions, durations in ms, counts), times as ISO UTC; a pending alert whose breach has ended is `resolved`, `gone`.
 */
export function transitionLine({ transition, alert }: Happened): string {
  const { at, to, value, limit, reason } = transition;
  return `${JSON.stringify(lineOf(at, { ...alert, status: to, value, limit, reason }))}\n`;
}

/** changeLines writes what a change of rules gains, loses and moves, a line of JSON each, in order of time. */
export function changeLines({ gained, lost, moved }: Comparison): string {
  const change = (name: string) => (one: Fired) => ({ change: name, ...lineOf(one.at, one.alert) });
  const lines = [
    ...gained.fired.map(change("gained")),
    ...lost.fired.map(change("lost")),
    ...moved.map(({ from, to }) => ({ ...change("moved")(to), was: iso(from.at) })),
  ];
  lines.sort((a, b) => (a.at < b.at ? -1 : 1));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function lineOf(at: number, alert: Alert) {
  const { ref, status, value, limit, unit, window, reason } = alert;
  return {
    at: iso(at),
    rule: ref.rule,
    labels: { account: ref.account, ...ref.group },
    state: status === "inactive" ? "resolved" : status,
    step: ref.step,
    value: decimal(value, unit),
    limit: decimal(limit, unit),
    window: { from: iso(window.from), to: iso(window.to) },
    reason,
  };
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
