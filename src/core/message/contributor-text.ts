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

/**
 * sumOf says what an alert's parts add up to: its value, a number of streams of a sort (`3 streams failed`), or the spend behind it.
 */
export function sumOf({
  unit,
  metric,
}: Pick<Alert, "unit" | "metric">): "value" | "spend" | { sort: string } {
  const sort = SORTS[metric.name];
  if (sort !== undefined) return { sort };
  return (unit === "nano" || unit === "count") && !AVERAGES.has(metric.name) ? "value" : "spend";
}

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
  return partsText(contributorParts(contributor, alert, words));
}

/** partsText prints what there is to say of a contributor in a line. */
export function partsText({ name, amount, share, streams }: ContributorParts): string {
  return `${name}: ${[amount, share, streams].filter(Boolean).join(", ")}`;
}

/**
 * contributorParts says what a contributor has in an alert: a value is money or a count, whatever the metric's unit. Its share is
 * that of `whole`, what came since the receiver was last told, or of the value where all of it is told.
 */
export function contributorParts(
  contributor: Contributor,
  alert: Alert,
  words: Words,
  whole = changeOf(alert),
): ContributorParts {
  const { value, streams } = contributor;
  const { metric } = alert;
  const unit = contributor.unit ?? alert.unit;
  const sort = unit === "count" ? SORTS[metric.name] : undefined;
  const counted = metric.name === "streams" || sort !== undefined;
  return {
    name: contributor.title ?? contributor.id,
    amount: amountOf(),
    share: unit === alert.unit && isSum(alert) ? share(value, whole) : "",
    streams: counted ? "" : plural(streams, "stream"),
  };

  function amountOf(): string {
    if (sort !== undefined) return `${value} of ${plural(streams, "stream")} ${sort}`;
    if (unit === "count") return countText(value, metric);
    const spent = alert.unit === "ms" ? " spent" : "";
    const wasted = metric.name === "wasted_rate" ? " wasted" : "";
    return `${quantity(value, unit, words.usdPerCredit)}${spent}${wasted}`;
  }
}

/** What the parts of an alert add up to. */
function changeOf({ value, causes }: Alert): number {
  const told = causes?.change;
  return told && told.since !== null && told.streams > 0 ? told.value : value;
}

function isSum({ unit, metric }: Alert): boolean {
  return (unit === "nano" || unit === "count") && !AVERAGES.has(metric.name);
}
