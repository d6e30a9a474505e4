import type { Alert } from "../alerts/alert.ts";
import type { StreamFacts } from "../engine/finding.ts";
import { metricText } from "./metric-text.ts";
import { plural } from "./plural.ts";
import { duration, quantity, share } from "./quantity.ts";
import { reasonText } from "./reason-text.ts";
import { who } from "./who.ts";
import { timeText, windowText } from "./window-text.ts";
import type { Words } from "./words.ts";

/** Fact is one labelled value of an alert, for a notifier to lay out. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** facts gives what there is to know of an alert as labelled values, the most telling first; none is empty. */
export function facts(alert: Alert, words: Words): readonly Fact[] {
  const all = [
    ...about(alert, words),
    fact("Status", alert.status === "resolved" ? `resolved: ${reasonText(alert.reason)}` : ""),
    fact("Since", alert.startsAt === null ? "" : timeText(alert.startsAt, words.timezone)),
    fact("Account", alert.ref.account),
    fact("Rule", alert.ref.rule),
  ];
  return all.filter(({ value }) => value !== "");
}

function about(alert: Alert, words: Words): Fact[] {
  if (alert.kind === "system") return [fact("What to do", alert.advice ?? "")];
  if (alert.stream) return run(alert.stream, words);
  const amount = (value: number) => quantity(value, alert.unit, words.usdPerCredit);
  const percent = share(alert.value, alert.budget ?? 0);
  return [
    fact("Who", who(alert)),
    fact(
      sentenceCase(metricText(alert.metric)),
      `${amount(alert.value)}${percent && `, ${percent}`}`,
    ),
    fact("Budget", alert.budget === undefined ? "" : amount(alert.budget)),
    fact("Step", stepText(alert, amount)),
    limit(alert, amount),
    fact("Usual", usual(alert, amount)),
    fact("Window", windowText(alert.window, words.timezone)),
    fact("Streams", String(alert.streams)),
  ];
}

/** Past a threshold's limit it fires; a spike's is worked out, and is never below the rule's `at_least`. */
function limit(alert: Alert, amount: (value: number) => string): Fact {
  if (alert.kind === "budget") return fact("Limit", "");
  if (alert.kind !== "spike") return fact("Limit", amount(alert.limit));
  const least = alert.baseline?.median === 0 ? " (at least)" : "";
  return fact("Fires from", `${amount(alert.limit)}${least}`);
}

function stepText(alert: Alert, amount: (value: number) => string): string {
  if (!alert.ref.step) return "";
  const also = alert.alsoCrossed?.length ? `; also crossed: ${alert.alsoCrossed.join(", ")}` : "";
  return `${alert.ref.step} = ${amount(alert.limit)}${also}`;
}

function usual(alert: Alert, amount: (value: number) => string): string {
  if (!alert.baseline) return "";
  const { median, windows } = alert.baseline;
  return `${amount(median)}, the median of ${plural(windows, "earlier window")}`;
}

function run(stream: StreamFacts, words: Words): Fact[] {
  // A run whose time is not known is stored as ended when it started.
  const ms = stream.finishedAt - stream.createdAt;
  const lasted = ms > 0 ? `, ran for ${duration(ms)}` : "";
  return [
    fact("Run", stream.taskTitle ?? stream.taskId),
    fact("Who", stream.member ?? "an unknown member"),
    fact("Ended", stream.status),
    fact("Error", stream.errorMessage ?? ""),
    fact("Model", stream.model),
    fact("Spend", quantity(stream.spend, "nano", words.usdPerCredit)),
    fact("Started", `${timeText(stream.createdAt, words.timezone)}${lasted}`),
    fact("Stream", stream.id),
  ];
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function fact(label: string, value: string): Fact {
  return { label, value };
}
