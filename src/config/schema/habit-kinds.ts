import { z } from "zod";
import { duration } from "../values/duration.ts";
import { metric } from "../values/metric.ts";
import { step } from "../values/percent.ts";
import { quantity } from "../values/quantity.ts";
import { numberBetween, words } from "../values/scalars.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** anomalySchema is a rule that compares a window with its seasonal peers by a robust score. */
export const anomalySchema = z
  .strictObject({
    metric: metric.describe("Metric to watch, such as neo_credits, streams or error_rate."),
    over: duration(60_000).describe("Length of the window that is compared, such as 1h."),
    versus: duration(DAY)
      .prefault("29d")
      .describe("How far back the windows that it is compared with reach. Default 29d."),
    season: words(["day", "week"])
      .prefault("week")
      .describe(
        "What it is compared with: the same hours of earlier days, or of earlier weeks. Default week.",
      ),
    sensitivity: numberBetween(0.5, 1000)
      .prefault(3.5)
      .describe(
        "How far outside is an anomaly: the robust score, 0.6745 × (value − median) / MAD, past which it fires. Default 3.5; lower fires more often.",
      ),
    direction: words(["above", "below", "both"])
      .prefault("above")
      .describe("On which side of the median it fires. Default above."),
    at_least: quantity
      .optional()
      .describe(
        "A smaller distance from the median is no anomaly, such as 2 credits; in the metric's own unit.",
      ),
    min_streams: numberBetween(0, 1_000_000, { whole: true })
      .prefault(0)
      .describe("With fewer streams than this in the window the rule says nothing. Default 0."),
  })
  .describe("Fires while a window lies far outside of what the same hours of earlier weeks were.");

/** absenceSchema is a rule that tells of a group that has gone quiet. */
export const absenceSchema = z
  .strictObject({
    over: duration(60_000).describe("No stream for so long, such as 24h."),
    remember: duration(60_000)
      .prefault("14d")
      .describe(
        "Who has had none for this long is no longer missed, and the alert ends. Default 14d.",
      ),
  })
  .describe("Fires while there is no stream where there used to be some.");

/** newValueSchema is a rule that tells of a model, member, tool or agent not seen before. */
export const newValueSchema = z
  .strictObject({
    of: words(["member", "model", "tool", "agent"]).describe(
      "What may turn up for the first time.",
    ),
    remember: duration(60_000)
      .prefault("28d")
      .describe("What was not seen for this long counts as new. Default 28d."),
    learn: duration(0)
      .prefault("7d")
      .describe(
        "Of a group whose own first stream is younger than this nothing is told: everything is new to it. Default 7d.",
      ),
  })
  .describe("Fires once for each value that was not seen for long.");

/** shiftSchema is a rule that tells when cost moves between own keys and platform credits. */
export const shiftSchema = z
  .strictObject({
    over: duration(60_000).prefault("24h").describe("The present window. Default 24h."),
    versus: duration(60_000)
      .prefault("7d")
      .describe("The window before it that it is compared with. Default 7d."),
    change: step.describe(
      "Fires while the share of own-key streams differs by more than this many percentage points, such as 50%.",
    ),
    to: words(["platform", "own_key", "either"])
      .prefault("either")
      .describe("Which way it moves: to platform credits, to own keys, or either. Default either."),
    min_streams: numberBetween(1, 1_000_000, { whole: true })
      .prefault(10)
      .describe("Streams that both windows must have. Default 10."),
  })
  .describe("Fires while streams move between own keys and platform credits.");

export type AnomalyInput = z.output<typeof anomalySchema>;
export type AbsenceInput = z.output<typeof absenceSchema>;
export type NewValueInput = z.output<typeof newValueSchema>;
export type ShiftInput = z.output<typeof shiftSchema>;
