import type { Alert } from "../alerts/alert.ts";
import type { StreamFacts } from "../engine/finding.ts";
import { laneOf } from "../rules/step-label.ts";
import { correctionText } from "./correction-text.ts";
import { type Amount, type Fact, fact } from "./fact.ts";
import { hushText } from "./hush-text.ts";
import { kindFacts } from "./kind-facts.ts";
import { metricText } from "./metric-text.ts";
import { duration, quantity, share } from "./quantity.ts";
import { reasonOf } from "./reason-text.ts";
import { sentenceCase } from "./sentence-case.ts";
import { who } from "./who.ts";
import { timeText, windowText } from "./window-text.ts";
import type { Words } from "./words.ts";

export type { Fact } from "./fact.ts";

/** facts gives what there is to know of an alert as labelled values, the most telling first; none is empty. */
export function facts(alert: Alert, words: Words): readonly Fact[] {
  const all = [
    ...about(alert, words),
    fact("Status", alert.status === "resolved" ? `resolved: ${reasonOf(alert)}` : ""),
    fact(alert.status === "resolved" ? TAKEN_ON : KEPT_QUIET, hushed(alert, words)),
    fact("Since", alert.startsAt === null ? "" : timeText(alert.startsAt, words.timezone)),
    fact("Account", alert.ref.account),
    fact("Rule", alert.ref.rule),
  ];
  return all.filter(({ value }) => value !== "");
}

/** KEPT_QUIET is the label of what keeps an alert quiet. */
export const KEPT_QUIET = "Kept quiet";
/** Who had taken on what is over. */
const TAKEN_ON = "Taken on";

function hushed({ hush }: Alert, { timezone }: Words): string {
  return hush ? hushText(hush, timezone) : "";
}

function about(alert: Alert, words: Words): readonly Fact[] {
  if (alert.kind === "system") return [fact("What to do", alert.advice ?? "")];
  if (alert.stream) return [...firsts(alert), ...run(alert.stream, words)];
  const amount: Amount = (value) => quantity(value, alert.unit, words.usdPerCredit);
  return [
    fact("Who", who(alert)),
    value(alert, amount),
    fact("Corrected", alert.corrected ? correctionText(alert, alert.corrected) : ""),
    ...kindFacts(alert, amount, words),
    fact("Window", windowText(alert.window, words.timezone)),
    fact("Streams", String(alert.streams)),
  ];
}

/** Without streams there is no value to tell where that is what the alert is about. */
function value(alert: Alert, amount: Amount): Fact {
  const quiet = laneOf(alert.ref.step) === "no_data" && alert.streams === 0;
  if (alert.kind === "absence" || quiet) return fact("", "");
  const percent = share(alert.value, alert.kind === "budget" ? (alert.budget ?? 0) : 0);
  return fact(
    sentenceCase(metricText(alert.metric)),
    `${amount(alert.value)}${percent && `, ${percent}`}`,
  );
}

function firsts({ kind, of, ref }: Alert): Fact[] {
  return kind === "new_value" && of !== undefined && of !== "model" && of !== "member"
    ? [fact(`New ${of}`, ref.window)]
    : [];
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
