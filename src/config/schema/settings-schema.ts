import { z } from "zod";
import { duration } from "../values/duration.ts";
import { leastShare } from "../values/least-share.ts";
import { pattern } from "../values/pattern.ts";
import { numberBetween } from "../values/scalars.ts";
import { timezone } from "../values/timezone.ts";
import { accountSchema } from "./account.ts";
import { inhibitRuleSchema, silenceSchema } from "./quiet.ts";
import { receiverSchema, smtpSchema } from "./receiver.ts";
import { routeSchema } from "./route.ts";
import { ruleSchema } from "./rule.ts";
import { serverSchema } from "./server.ts";
import { slackAppSchema } from "./slack-app.ts";
import { timeIntervalSchema } from "./time-interval.ts";

/** groupsSchema is the cost centres: names with their members. */
export const groupsSchema = z
  .record(z.string(), z.array(pattern({ ignoreCase: true })).min(1, "needs at least one member"))
  .describe(
    'Cost centres: a name with its members\' e-mail addresses or globs. Example: { red-team: [lead@acme.io, "*@red.acme.io"] }.',
  );

const general = {
  timezone: timezone
    .prefault("UTC")
    .describe("Time zone of calendar windows, such as Europe/Berlin. Default UTC."),
  usd_per_credit: numberBetween(0.000001, 1_000_000)
    .prefault(10)
    .describe("Price of one credit in US dollars. Default 10."),
  evaluate_every: duration(100)
    .prefault("30s")
    .describe(
      "How often rules are evaluated while no new streams come in; new ones are evaluated at once. Duration, default 30s.",
    ),
  amend_from: leastShare
    .prefault("1%")
    .describe(
      "How much streams that came late, were re-costed or withdrawn must change a number that was told before the message is corrected: a share of that number, and at least 0.01 credits. off corrects none. Default 1%.",
    ),
  give_up_after: duration(1_000)
    .prefault("48h")
    .describe(
      "For how long a message that cannot be delivered is tried again. Duration, default 48h.",
    ),
  retention: duration(86_400_000)
    .prefault("400d")
    .describe("For how long streams are kept. Duration, default 400d."),
  server: serverSchema.prefault({}),
};

/** rootSchema checks the top of the configuration; its sections are checked entry by entry, to find every mistake. */
export const rootSchema = z.strictObject({
  ...general,
  accounts: z.unknown().optional(),
  groups: z.unknown().optional(),
  rules: z.unknown().optional(),
  receivers: z.unknown().optional(),
  smtp: z.unknown().optional(),
  slack_app: z.unknown().optional(),
  route: z.unknown().optional(),
  time_intervals: z.unknown().optional(),
  inhibit_rules: z.unknown().optional(),
  silences: z.unknown().optional(),
});

/** wholeSchema is the whole configuration; the JSON Schema for editors is made of it. */
export const wholeSchema = z
  .strictObject({
    ...general,
    accounts: z.array(accountSchema).min(1).describe("The Neo accounts to watch."),
    groups: groupsSchema.optional(),
    rules: z.array(ruleSchema).optional().describe("What to watch for."),
    receivers: z
      .array(receiverSchema)
      .optional()
      .describe("Who can be told. Default: the console."),
    smtp: smtpSchema.optional(),
    slack_app: slackAppSchema.optional(),
    route: routeSchema
      .optional()
      .describe("Who is told what: a tree of branches, with Alertmanager's words and meanings."),
    time_intervals: z
      .array(timeIntervalSchema)
      .optional()
      .describe("Times with names, at which branches of the route tree are mute or active."),
    inhibit_rules: z
      .array(inhibitRuleSchema)
      .optional()
      .describe("Which alerts keep which others quiet while they fire."),
    silences: z
      .array(silenceSchema)
      .optional()
      .describe("Alerts that are not told for a time, or at times that come again and again."),
  })
  .describe(
    "Configuration of neo-budgetd. In a folder, sections may be spread over several files.",
  );

/** GeneralInput is the top-level values with their defaults. */
export type GeneralInput = Pick<z.output<typeof rootSchema>, keyof typeof general>;

/** GENERAL_DEFAULTS stand in while a mistake in the top-level values is being reported. */
export const GENERAL_DEFAULTS: GeneralInput = z.strictObject(general).parse({});
