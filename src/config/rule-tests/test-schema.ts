import { z } from "zod";
import { routeSchema } from "../schema/route.ts";
import { ruleSchema } from "../schema/rule.ts";
import { groupsSchema } from "../schema/settings-schema.ts";
import { duration } from "../values/duration.ts";
import { either } from "../values/either.ts";
import { inTurn } from "../values/in-turn.ts";
import { type Json, jsonOf } from "../values/json-of.ts";
import { leastShare } from "../values/least-share.ts";
import { nameText, numberBetween, text } from "../values/scalars.ts";
import { timezone } from "../values/timezone.ts";
import { expectSchema } from "./expect-schema.ts";
import { moment } from "./moment.ts";
import { rowSchema } from "./row-schema.ts";

const restartSchema = inTurn(
  either(
    moment,
    z.strictObject({
      at: moment.describe("When the daemon stops."),
      down: duration(0).prefault("0s").describe("How long it stays down."),
    }),
  ),
);

/** testSchema is one entry of `tests`. */
export const testSchema = z
  .strictObject({
    name: text().describe("What must happen, as a sentence."),
    start: moment.describe(
      "When the daemon starts: 2026-03-28T20:00, of the zone named after it, else of `timezone`. Rows seen before are its history.",
    ),
    timezone: timezone.optional().describe("Time zone of this test's times."),
    rows: z.array(rowSchema).prefault([]).describe("What the Neo API tells, and when."),
    restart: restartSchema
      .optional()
      .describe(
        "When the daemon is started anew from what is stored: +2h, a list, or { at: +2h, down: 3h }.",
      ),
    expect: z.array(expectSchema).min(1, "needs at least one expectation"),
  })
  .describe("A test: rows, and what must be told when.");

const settings = {
  timezone: timezone
    .optional()
    .describe("Time zone of the tests' times and of inline rules. Default: the configuration's."),
  usd_per_credit: numberBetween(0.000001, 1_000_000)
    .optional()
    .describe("Price of one credit in US dollars, for inline rules. Default 10."),
  amend_from: leastShare.optional().describe("As in the configuration, for inline rules."),
  evaluate_every: duration(100)
    .optional()
    .describe("How often rules are evaluated without news. Default: the configuration's, or 30s."),
  config: text("the path of a file or folder")
    .optional()
    .describe("The configuration under test, as seen from this file. Or write its rules here."),
};

/** fileSchema checks the top of a test file; `tests` and the inline sections are checked entry by entry. */
export const fileSchema = z.strictObject({
  ...settings,
  accounts: z
    .array(nameText)
    .optional()
    .describe("Names of the accounts, for inline rules. Default: acme."),
  groups: z.unknown().optional(),
  rules: z.unknown().optional(),
  receivers: z.unknown().optional(),
  route: z.unknown().optional(),
  tests: z.unknown().optional(),
});

const wholeFileSchema = z
  .strictObject({
    ...fileSchema.shape,
    groups: groupsSchema.optional(),
    rules: z.array(ruleSchema).optional().describe("Inline rules, as in the configuration."),
    receivers: z
      .array(z.looseObject({ name: nameText }))
      .optional()
      .describe("Inline receivers; their integrations may be left out."),
    route: routeSchema.optional().describe("Inline routes, as in the configuration."),
    tests: z.array(testSchema).min(1),
  })
  .describe("Rule tests of neo-budgetd: run them with `neo-budgetd test`.");

/** ruleTestSchema returns the JSON Schema (draft 7) of a test file, for editors that complete and check YAML. */
export function ruleTestSchema(): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "neo-budgetd-test.schema.json",
    title: "neo-budgetd rule tests",
    ...jsonOf(wholeFileSchema),
  };
}

export type FileInput = z.output<typeof fileSchema>;
export type TestInput = z.output<typeof testSchema>;
