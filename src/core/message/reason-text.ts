import type { Alert, TransitionReason } from "../alerts/alert.ts";
import { laneOf } from "../rules/step-label.ts";
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
  closed_period: "rows that came late carried a period over it after its end",
  told: "told once, nothing more follows",
};
type Texts = Partial<Readonly<Record<TransitionReason, string>>>;
const FORECAST: Texts = {
  pending: "heading past its limit, waiting before it is told",
  first: "newly heading past its limit",
  step_up: "heading past a higher step",
  breached_again: "heading past its limit again",
  baseline: "was already heading past its limit when watching began",
  recorded: "was already heading past its limit when its rule was first evaluated",
  resolved: "no longer heading past its limit",
  restated: "rows changed, and it is no longer heading past its limit",
};
const GONE_QUIET: Texts = {
  pending: "without streams, waiting before it is told",
  first: "newly without streams",
  breached_again: "without streams again",
  baseline: "was already without streams when watching began",
  recorded: "was already without streams when its rule was first evaluated",
  resolved: "streams have come again",
  restated: "rows changed, and there are streams after all",
  no_data: "quiet for so long that it is no longer watched",
};
const OUTLIER: Texts = {
  pending: "unusual, waiting before it is told",
  first: "newly unusual",
  breached_again: "unusual again",
  baseline: "was already unusual when watching began",
  recorded: "was already unusual when its rule was first evaluated",
  resolved: "back to what is usual",
  restated: "rows changed, and the numbers are as usual",
};
/** Kinds that have no limit to be over speak of what they watch for instead. */
const BY_KIND: Partial<Readonly<Record<Alert["kind"], Texts>>> = {
  absence: GONE_QUIET,
  spike: OUTLIER,
  anomaly: OUTLIER,
  burn_rate: {
    pending: "ahead of its plan, waiting before it is told",
    first: "newly ahead of its plan",
    breached_again: "ahead of its plan again",
    baseline: "was already ahead of its plan when watching began",
    recorded: "was already ahead of its plan when its rule was first evaluated",
    resolved: "back within its plan",
    restated: "rows changed, and the numbers are within the plan",
  },
  new_value: {
    first: "newly seen",
    baseline: "was already there when watching began",
    recorded: "was already there when its rule was first evaluated",
  },
  shift: {
    pending: "has moved, waiting before it is told",
    first: "has newly moved",
    breached_again: "has moved again",
    baseline: "had already moved when watching began",
    recorded: "had already moved when its rule was first evaluated",
    resolved: "its shares are alike again",
    restated: "rows changed, and its shares are alike",
  },
  stream: {
    first: "newly ended",
    baseline: "had already ended when watching began",
    recorded: "had already ended when its rule was first evaluated",
  },
  system: {
    first: "newly in trouble",
    breached_again: "in trouble again",
    baseline: "was already in trouble when watching began",
    resolved: "well again",
  },
};
const NOTICE_TEXTS: Readonly<Record<Notice, string>> = {
  first: "New",
  new_members: "More alerts",
  step_up: "A higher step",
  worsened: "Worse than acknowledged",
  escalated: "Nobody has acknowledged",
  some_resolved: "Some are resolved",
  resolved: "Resolved",
  amended: "Corrected",
  repeat: "Still firing",
  digest: "Already over as watching begins",
  test: "Test message",
};

/** reasonText says for a reader why an alert changed. */
export function reasonText(reason: TransitionReason): string {
  return REASONS[reason];
}

/** reasonOf says for a reader why an alert is as it is, in the words of its kind. */
export function reasonOf({ reason, kind, ref }: Pick<Alert, "reason" | "kind" | "ref">): string {
  return textsOf(kind, ref.step)?.[reason] ?? reasonText(reason);
}

function textsOf(kind: Alert["kind"], step: string): Texts | undefined {
  const lane = laneOf(step);
  if (lane === "no_data") return GONE_QUIET;
  return lane === "forecast" ? FORECAST : BY_KIND[kind];
}

/** noticeText says for a reader in a word or two why a message comes. */
export function noticeText(notice: Notice): string {
  return NOTICE_TEXTS[notice];
}
