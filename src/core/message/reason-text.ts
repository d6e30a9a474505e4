import type { TransitionReason } from "../alerts/alert.ts";
import type { Notice } from "./message.ts";

const REASONS: Readonly<Record<TransitionReason, string>> = {
  pending: "over its limit, waiting before it is told",
  first: "newly over its limit",
  step_up: "reached a higher step",
  breached_again: "over its limit again",
  covered: "a higher step speaks for it",
  uncovered: "still over, after a higher step has ended",
  baseline: "was already over when watching began",
  recorded: "was already over when its rule was first evaluated",
  limit_changed: "its limit was edited",
  gone: "ended before it had lasted long enough to be told",
  resolved: "back within its limit",
  restated: "rows changed, and the numbers are within the limit again",
  too_few_streams: "too few streams left to judge by",
  too_little_history: "too little history left to compare with",
  forecast_uncertain: "the forecast has become too uncertain",
  no_data: "there are no streams in the window any more",
  window_ended: "its period is over",
  rule_removed: "its rule or step is no longer configured",
  told: "told once, nothing more follows",
};
const NOTICE_TEXTS: Readonly<Record<Notice, string>> = {
  first: "New",
  new_members: "More alerts",
  step_up: "A higher step",
  some_resolved: "Some are resolved",
  resolved: "Resolved",
  repeat: "Still firing",
  digest: "Already over as watching begins",
  test: "Test message",
};

/** reasonText says for a reader why an alert changed. */
export function reasonText(reason: TransitionReason): string {
  return REASONS[reason];
}

/** noticeText says for a reader in a word or two why a message comes. */
export function noticeText(notice: Notice): string {
  return NOTICE_TEXTS[notice];
}
