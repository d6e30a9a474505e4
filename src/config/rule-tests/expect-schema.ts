import { z } from "zod";
import { TRANSITION_REASONS } from "../../core/alerts/index.ts";
import { NOTICES } from "../../core/message/index.ts";
import { SEVERITIES } from "../../core/rules/index.ts";
import { NOTIFIER_KINDS } from "../schema/receiver.ts";
import { either } from "../values/either.ts";
import { inTurn } from "../values/in-turn.ts";
import { leaf, Mistake } from "../values/leaf.ts";
import { pattern } from "../values/pattern.ts";
import { numberBetween, text, words } from "../values/scalars.ts";
import { moment } from "./moment.ts";
import { SHOWN_STATES } from "./rule-test.ts";
import { wantedQuantity } from "./wanted-quantity.ts";

const partOfText = leaf({ type: "string", minLength: 1 }, (value) =>
  typeof value === "string" && value !== ""
    ? value
    : new Mistake('must be a text; a number goes in quotes, or its zeros are lost: "30.00"'),
);

const alertSchema = z
  .strictObject({
    rule: text().optional().describe("Name of the rule."),
    labels: z
      .record(z.string(), pattern())
      .optional()
      .describe("Labels it has, such as { member: lead@acme.io }; globs and /regex/ are fine."),
    state: words(SHOWN_STATES)
      .optional()
      .describe(
        "pending (waits for `for`), firing, covered (a higher step speaks for it), recorded (`on_load: baseline`) or resolved.",
      ),
    step: text().optional().describe("A budget's step, such as 80% or `forecast 100%`."),
    severity: words(SEVERITIES).optional(),
    value: wantedQuantity
      .optional()
      .describe("Its value: 42 credits, $420, 20%, 10m or 7; ~42 credits compares rounded."),
    limit: wantedQuantity.optional().describe("What the value is compared with."),
    reason: words(TRANSITION_REASONS).optional().describe("Why it is in this state."),
  })
  .describe("An alert; what is left out may be anything.");

const messageSchema = z
  .strictObject({
    receiver: text().optional().describe("Name of the receiver."),
    notice: words(NOTICES).optional().describe("Why it is sent."),
    status: words(["firing", "resolved"]).optional(),
    severity: words(SEVERITIES).optional(),
    via: inTurn(words(NOTIFIER_KINDS)).optional().describe("Integrations that it goes out by."),
    title: pattern().optional().describe('Its title, whole; globs ("*80%*") and /regex/ are fine.'),
    contains: inTurn(partOfText)
      .optional()
      .describe("Texts that stand in the message as the console prints it."),
  })
  .describe("A message to a receiver; what is left out may be anything.");

function wanted<Entry extends z.ZodType>(entry: Entry, what: string) {
  const some = z.strictObject({
    count: numberBetween(0, 1_000_000, { whole: true }).optional().describe("How many there are."),
    some: z.array(entry).optional().describe("These are among them."),
    none: z.array(entry).optional().describe("None is like one of these."),
  });
  return either(z.array(entry), some)
    .optional()
    .describe(
      `${what} A list names all of them, in any order ([] is none); { some, none, count } a part.`,
    );
}

/** expectSchema is one entry of `expect`. */
export const expectSchema = z
  .strictObject({
    at: moment.describe("When to look."),
    alerts: wanted(
      alertSchema,
      "Alerts that are pending or firing then; covered, recorded and resolved ones only where named.",
    ),
    messages: wanted(messageSchema, "Messages since the expectation before that looked at them."),
  })
  .describe("What there must be at a moment.");

export type ExpectInput = z.output<typeof expectSchema>;
export type AlertInput = z.output<typeof alertSchema>;
export type MessageInput = z.output<typeof messageSchema>;
