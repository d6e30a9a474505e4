import type { Comparison, Fired, Happened, Sent } from "../../app/index.ts";
import type { Alert } from "../../core/alerts/index.ts";
import { creditsText } from "../../core/money.ts";
import type { Unit } from "../../core/rules/index.ts";

/**
 * transitionLine writes a transition as one line of JSON: amounts as decimal text (money in credits, shares as
 * fractions, durations in ms, counts), times as ISO UTC; the account is a label where there are several (`ofSeveral`); a pending alert whose breach has ended is `resolved`, `gone`.
 */
export function transitionLine({ transition, alert }: Happened, ofSeveral: boolean): string {
  const { at, to, value, limit, reason } = transition;
  return `${JSON.stringify(lineOf(at, { ...alert, status: to, value, limit, reason }, ofSeveral))}\n`;
}

/** changeLines writes the firings and messages that a change of rules gains, loses and moves, a line of JSON each, in order of time. */
export function changeLines({ gained, lost, moved }: Comparison, ofSeveral: boolean): string {
  const change = (name: string) => (one: Fired) => ({
    change: name,
    ...lineOf(one.at, one.alert, ofSeveral),
  });
  const lines = [
    ...gained.fired.map(change("gained")),
    ...lost.fired.map(change("lost")),
    ...gained.sent.map(messageLine("gained")),
    ...lost.sent.map(messageLine("lost")),
    ...moved.map(({ from, to }) => ({ ...change("moved")(to), was: iso(from.at) })),
  ];
  lines.sort((a, b) => (a.at < b.at ? -1 : 1));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

const messageLine =
  (change: string) =>
  ({ at, receiver, rules }: Sent) => ({ change, at: iso(at), message: { receiver, rules } });

function lineOf(at: number, alert: Alert, ofSeveral: boolean) {
  const { ref, status, value, limit, unit, window, reason } = alert;
  return {
    at: iso(at),
    rule: ref.rule,
    labels: ofSeveral ? { account: ref.account, ...ref.group } : ref.group,
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
