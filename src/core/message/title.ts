import type { Alert } from "../alerts/alert.ts";
import { headline } from "./headline.ts";
import type { Message } from "./message.ts";
import { metricText } from "./metric-text.ts";
import { roundQuantity } from "./quantity.ts";
import { who } from "./who.ts";
import { windowPhrase } from "./window-text.ts";
import type { Words } from "./words.ts";

const NAMED = 3;
/** What a title begins with where it has to say by itself why it comes. */
const OPENINGS = {
  resolved: "Resolved: ",
  digest: "Already over as watching begins: ",
  repeat: "Still: ",
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
  const again = notice === "repeat" ? OPENINGS.repeat : "";
  const ended = resolved.length > 0 ? ` (${resolved.length} resolved)` : "";
  return `${again}${several(firing, words)}${ended}`;
}

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

/** Alerts of one rule differ in whom they are about only: what they share is said once. */
function sameRule(alerts: readonly Alert[], first: Alert): string | null {
  const same = alerts.every(
    (alert) =>
      alert.ref.rule === first.ref.rule &&
      alert.limit === first.limit &&
      alert.ref.step === first.ref.step,
  );
  if (!same || first.kind === "system") return null;
  const count = `${alerts.length} ${things(first, alerts.length)}`;
  const unit = first.unit === "nano" ? " credits" : "";
  if (first.kind === "budget") {
    const whole = `${roundQuantity(first.budget ?? first.limit, first.unit)}${unit}`;
    const step = first.ref.step ? `${first.ref.step.replace(/%$/, " %")} of ` : "";
    const metric = first.metric.name === "neo_credits" ? "" : ` ${metricText(first.metric)}`;
    return `${count} over ${step}${whole}${metric} ${windowPhrase(first.window)}`;
  }
  if (first.kind === "threshold") {
    const limit = `${roundQuantity(first.limit, first.unit)}${unit}`;
    return `${metricText(first.metric)} past ${limit} ${windowPhrase(first.window)} for ${count}`;
  }
  return null;
}

function things(alert: Alert, count: number): string {
  const dimensions = Object.keys(alert.ref.group).filter((name) => name !== "account");
  const [only] = dimensions;
  const word =
    dimensions.length === 1 && only ? only : dimensions.length === 0 ? "account" : "group";
  return count === 1 ? word : `${word}s`;
}

function byRule(alerts: readonly Alert[]): string {
  const rules = new Map<string, number>();
  for (const { ref } of alerts) rules.set(ref.rule, (rules.get(ref.rule) ?? 0) + 1);
  const sorted = [...rules].sort((a, b) => b[1] - a[1]);
  const counts = sorted.slice(0, NAMED).map(([rule, count]) => `${count} × ${rule}`);
  const more = sorted.length > NAMED ? ` and ${sorted.length - NAMED} more rules` : "";
  return `${alerts.length} alerts (${counts.join(", ")}${more})`;
}

function names(alerts: readonly Alert[]): string {
  const all = [...new Set(alerts.map(who))];
  if (all.length <= NAMED) return all.join(", ");
  return `${all.slice(0, NAMED).join(", ")} and ${all.length - NAMED} more`;
}
