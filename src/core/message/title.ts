import type { Alert } from "../alerts/alert.ts";
import { headline } from "./headline.ts";
import type { Message } from "./message.ts";
import { plural } from "./plural.ts";
import { sameRule } from "./same-rule.ts";
import { amountOf } from "./value-text.ts";
import { who } from "./who.ts";
import type { Words } from "./words.ts";

const NAMED = 3;
/** What a title begins with where it has to say by itself why it comes. */
const OPENINGS = {
  resolved: "Resolved: ",
  digest: "Already over as watching begins: ",
  amended: "Corrected: ",
  repeat: "Still: ",
  worsened: "Worse than acknowledged: ",
  escalated: "Not acknowledged: ",
} as const;

/**
 * title says a whole message in one line that stands alone. One alert: its headline. Several steps of one budget:
 * `3 members over 80 % of 50 credits this month: a, b and c`. Others are counted by rule.
 */
export function title(
  message: Pick<Message, "notice" | "firing" | "resolved">,
  words: Words,
): string {
  const { notice, firing, resolved } = message;
  if (firing.length === 0) return `${OPENINGS.resolved}${several(resolved, words)}`;
  if (notice === "digest") return `${OPENINGS.digest}${several(firing, words)}`;
  if (notice === "amended") return `${OPENINGS.amended}${several(firing, words)}${told(firing)}`;
  const again = isAgain(notice) ? OPENINGS[notice] : "";
  const ended = resolved.length > 0 ? ` (${resolved.length} resolved)` : "";
  return `${again}${several(firing, words)}${ended}`;
}

function isAgain(notice: Message["notice"]): notice is "repeat" | "worsened" | "escalated" {
  return notice === "repeat" || notice === "worsened" || notice === "escalated";
}

/** TEST_OPENING begins the title of every message that was sent to try a receiver. */
export const TEST_OPENING = "Test, nothing has happened: ";

/** bareTitle is a title without its opening, for where that is said beside it. */
export function bareTitle(title: string): string {
  const opening = Object.values(OPENINGS).find((each) => title.startsWith(each));
  return title.slice(opening?.length ?? 0);
}

function several(alerts: readonly Alert[], words: Words): string {
  const [first] = alerts;
  if (!first) return "no alerts";
  if (alerts.length === 1) return headline(first, words);
  return `${sameRule(alerts, first) ?? byRule(alerts)}: ${names(alerts)}`;
}

/** What had been told of the only alert of a message. */
function told(alerts: readonly Alert[]): string {
  const [only] = alerts.length === 1 ? alerts : [];
  return only?.corrected ? ` (was ${amountOf(only.corrected.was, only)})` : "";
}

function byRule(alerts: readonly Alert[]): string {
  const rules = new Map<string, number>();
  for (const { ref } of alerts) rules.set(ref.rule, (rules.get(ref.rule) ?? 0) + 1);
  const sorted = [...rules].sort((a, b) => b[1] - a[1]);
  const counts = sorted.slice(0, NAMED).map(([rule, count]) => `${count} × ${rule}`);
  const more = sorted.length > NAMED ? ` and ${plural(sorted.length - NAMED, "more rule")}` : "";
  return `${alerts.length} alerts (${counts.join(", ")}${more})`;
}

function names(alerts: readonly Alert[]): string {
  const all = [...new Set(alerts.map(who))];
  if (all.length <= NAMED) return all.join(", ");
  return `${all.slice(0, NAMED).join(", ")} and ${all.length - NAMED} more`;
}
