import { z } from "zod";
import { duration } from "../values/duration.ts";
import { labelMatcher, type ParsedMatcher } from "../values/label-matcher.ts";
import { flag, text } from "../values/scalars.ts";

/** RouteInput is one node of the route tree as written. */
export interface RouteInput {
  readonly receiver?: string | undefined;
  readonly matchers?: readonly ParsedMatcher[] | undefined;
  readonly continue?: boolean | undefined;
  readonly group_by?: readonly string[] | undefined;
  readonly group_wait?: number | undefined;
  readonly group_interval?: number | undefined;
  readonly repeat_interval?: number | undefined;
  readonly mute_time_intervals?: readonly string[] | undefined;
  readonly active_time_intervals?: readonly string[] | undefined;
  readonly escalate_after?: number | undefined;
  readonly escalate_to?: readonly string[] | undefined;
  readonly routes?: readonly RouteInput[] | undefined;
}

/** routeSchema is a node of the route tree; what is left out is inherited. */
export const routeSchema: z.ZodType<RouteInput> = z
  .strictObject({
    receiver: text("the name of a receiver")
      .optional()
      .describe("Receiver of what arrives here; the top of the tree must name one."),
    matchers: z
      .array(labelMatcher)
      .optional()
      .describe(
        'Which alerts take this branch; all must hold. severity="critical", rule!="x", member=~".*@red.acme.io", model!~"a|b" (RE2, whole value).',
      ),
    continue: flag
      .optional()
      .describe(
        "true lets an alert that took this branch try the branches after it too. Default false.",
      ),
    group_by: z
      .array(text("the name of a label"))
      .optional()
      .describe(
        "Labels whose equal values share one message; [...] for all labels. Default [rule].",
      ),
    group_wait: duration(0)
      .optional()
      .describe("How long a first message waits for further alerts of its group. Default 30s."),
    group_interval: duration(100)
      .optional()
      .describe("How long to wait before telling what is new in a group. Default 5m."),
    repeat_interval: duration(1_000)
      .optional()
      .describe("After how long an alert that still fires is told again. Default 4h."),
    mute_time_intervals: z
      .array(text("the name of a time interval"))
      .optional()
      .describe(
        "Names of time_intervals in which this branch says nothing; what still holds is told after them. Not inherited.",
      ),
    active_time_intervals: z
      .array(text("the name of a time interval"))
      .optional()
      .describe(
        "Names of time_intervals outside of which this branch says nothing. Not inherited.",
      ),
    escalate_after: duration(60_000)
      .optional()
      .describe(
        "What fires and nobody acknowledges for so long goes to the first of escalate_to, after as long again to the next.",
      ),
    escalate_to: z
      .array(text("the name of a receiver"))
      .min(1, "needs at least one receiver")
      .optional()
      .describe("Receivers to turn to, one after the other, while nobody acknowledges."),
    get routes() {
      return z
        .array(routeSchema)
        .optional()
        .describe("Branches, tried in order; the first that matches takes the alert.");
    },
  })
  .describe("A branch of the route tree.");
