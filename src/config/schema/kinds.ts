import { z } from "zod";
import { END_STATUSES } from "../../core/stream.ts";
import { duration } from "../values/duration.ts";
import { metric } from "../values/metric.ts";
import { quantity } from "../values/quantity.ts";
import { numberBetween, textList, words } from "../values/scalars.ts";
import { window } from "../values/window.ts";

const metricKey = metric.describe(
  "Metric to watch, such as error_rate, neo_credits or streams; a distribution with its statistic, such as cost_per_stream.p95 (avg where none is given).",
);

const minStreams = numberBetween(0, 1_000_000, { whole: true })
  .prefault(0)
  .describe("With fewer streams than this in the window the rule says nothing. Default 0.");

const level =
  "in the metric's own unit: 20% for a ratio, 5 credits or $50 for money, 10m for a time, 100 for a count";

/** thresholdSchema is a rule that fires while a metric is above or below a bound. */
export const thresholdSchema = z
  .strictObject({
    metric: metricKey,
    over: window.describe(
      "Window that the metric is taken over: a duration such as 1h, or day, week, month.",
    ),
    above: quantity.optional().describe(`Fires while the metric is greater than this, ${level}.`),
    below: quantity.optional().describe(`Fires while the metric is less than this, ${level}.`),
    resolve_below: quantity
      .optional()
      .describe("With `above`: the alert is over only once the metric is down to this."),
    resolve_above: quantity
      .optional()
      .describe("With `below`: the alert is over only once the metric is up to this."),
    min_streams: minStreams,
  })
  .describe("Fires while a metric over a window is above or below a bound.");

/** spikeSchema is a rule that compares a window with the earlier ones. */
export const spikeSchema = z
  .strictObject({
    metric: metricKey,
    over: duration(60_000).describe("Length of the window that is compared, such as 1h."),
    times: numberBetween(1, 1_000_000).describe(
      "Fires while the window is more than this many times the median of the earlier ones, such as 3.",
    ),
    versus: duration(60_000).describe("How far back the earlier windows reach, such as 7d."),
    at_least: quantity
      .optional()
      .describe("Below this nothing is a spike, such as 2 credits; in the metric's own unit."),
    season: words(["day", "week"])
      .optional()
      .describe("Compare only with the same hours of earlier days, or of earlier weeks."),
    min_streams: minStreams,
  })
  .describe("Fires while a window is far above the median of the equal windows before it.");

/** streamSchema is a rule that tells each single stream that matches. */
export const streamSchema = z
  .strictObject({
    status: textList
      .optional()
      .describe(
        `End states to tell, such as [failed, blocked]; known are ${END_STATUSES.join(", ")}. Left out: all of them, which needs a \`where\`.`,
      ),
  })
  .describe("Fires once for each stream that ends this way and meets `where`.");

export type ThresholdInput = z.output<typeof thresholdSchema>;
export type SpikeInput = z.output<typeof spikeSchema>;
export type StreamInput = z.output<typeof streamSchema>;
