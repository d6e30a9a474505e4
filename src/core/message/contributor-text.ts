import type { Alert } from "../alerts/alert.ts";
import type { Contributor } from "../engine/finding.ts";
import type { MetricName } from "../rules/spec.ts";
import { countText } from "./metric-text.ts";
import { plural } from "./plural.ts";
import { quantity, share } from "./quantity.ts";
import type { Words } from "./words.ts";

/** Metrics that count streams of one sort, or are their share: a part has so many of its own streams in it. */
const SORTS: Partial<Readonly<Record<MetricName, string>>> = {
  completed: "completed",
  errors: "ended with an error",
  failed: "failed",
  aborted: "aborted",
  blocked: "blocked",
  error_rate: "failed",
  aborted_rate: "aborted",
  blocked_rate: "blocked",
  byok_share: "with an own key",
};

/** Their parts are money, but the value is not the sum of the parts. */
const AVERAGES: ReadonlySet<MetricName> = new Set(["cost_per_stream", "cost_per_task"]);

/** ContributorParts are what there is to say of a contributor, for a notifier that sets them in columns. */
export interface ContributorParts {
  readonly name: string;
  /** `17.25 credits ($172.50)`, `10 of 12 streams failed`, `31 tool calls`. */
  readonly amount: string;
  /** Its share of the alert's value; empty where the parts do not add up to that. */
  readonly share: string;
  /** Its streams; empty where the amount has them. */
  readonly streams: string;
}

/** contributorText prints one contributor: title or id, its value, and its share of the alert's value. */
export function contributorText(contributor: Contributor, alert: Alert, words: Words): string {
  const { name, amount, share, streams } = contributorParts(contributor, alert, words);
  return `${name}: ${[amount, share, streams].filter(Boolean).join(", ")}`;
}

/** contributorParts says what a contributor has in an alert: a value is money or a count, whatever the metric's unit. */
export function contributorParts(
  contributor: Contributor,
  alert: Alert,
  words: Words,
): ContributorParts {
  const { value, streams } = contributor;
  const { metric } = alert;
  const unit = contributor.unit ?? alert.unit;
  const sort = unit === "count" ? SORTS[metric.name] : undefined;
  const whole = metric.name === "streams" || sort !== undefined;
  return {
    name: contributor.title ?? contributor.id,
    amount: amountOf(),
    share: unit === alert.unit && isSum(alert) ? share(value, alert.value) : "",
    streams: whole ? "" : plural(streams, "stream"),
  };

  function amountOf(): string {
    if (sort !== undefined) return `${value} of ${plural(streams, "stream")} ${sort}`;
    if (unit === "count") return countText(value, metric);
    const spent = alert.unit === "ms" ? " spent" : "";
    const wasted = metric.name === "wasted_rate" ? " wasted" : "";
    return `${quantity(value, unit, words.usdPerCredit)}${spent}${wasted}`;
  }
}

function isSum({ unit, metric }: Alert): boolean {
  return (unit === "nano" || unit === "count") && !AVERAGES.has(metric.name);
}
