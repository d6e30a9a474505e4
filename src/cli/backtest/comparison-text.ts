import type { Comparison, Fired, Sent } from "../../app/index.ts";
import { minute } from "./summary-text.ts";
import { decimal } from "./transition-line.ts";

/** As many firings and messages of a kind are listed; the others are only counted. */
const LISTED = 40;

/** comparisonText lists what a change from the rules of `before` to those of `after` gains and loses. */
export function comparisonText(
  { gained, lost, moved, same }: Comparison,
  { before, after }: { readonly before: string; readonly after: string },
): string {
  return [
    `From ${before} to ${after}: ${same} firings are the same, ${gained.fired.length} gained, ${lost.fired.length} lost, ` +
      `${moved.length} at another time; ${gained.sent.length} messages gained, ${lost.sent.length} lost. Times are UTC.`,
    ...section("Firings gained", gained.fired, firedText),
    ...section("Firings lost", lost.fired, firedText),
    ...section("Firings at another time", moved, ({ from, to }) => {
      return `${firedText(to)}, was ${minute(from.at)}`;
    }),
    ...section("Messages gained", gained.sent, sentText),
    ...section("Messages lost", lost.sent, sentText),
    "",
  ].join("\n");
}

function section<T>(title: string, all: readonly T[], textOf: (one: T) => string): string[] {
  if (all.length === 0) return [];
  const rest = all.length - LISTED;
  const shown = all.slice(0, LISTED).map((one) => `  ${textOf(one)}`);
  return ["", title, ...shown, ...(rest > 0 ? [`  and ${rest} more (--json lists all)`] : [])];
}

/** firedText says what fired, of whom and how far: `2026-01-01 04:30  day 100% x@acme.io: 5.2 of 5`. */
function firedText({ at, alert: { ref, value, limit, unit } }: Fired): string {
  const who = [ref.rule, ref.step, ...Object.values(ref.group)].filter((part) => part !== "");
  return `${minute(at)}  ${who.join(" ")}: ${decimal(value, unit)} of ${decimal(limit, unit)}`;
}

function sentText({ at, receiver, rules }: Sent): string {
  return `${minute(at)}  to ${receiver}: ${rules.join(", ")}`;
}
