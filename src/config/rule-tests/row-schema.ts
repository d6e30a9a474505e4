import { z } from "zod";
import { AmountError, nanoFromNumber } from "../../core/money.ts";
import { duration } from "../values/duration.ts";
import { inTurn } from "../values/in-turn.ts";
import { leaf, Mistake } from "../values/leaf.ts";
import { readAmount } from "../values/quantity.ts";
import { flag, numberBetween, text } from "../values/scalars.ts";
import { moment } from "./moment.ts";

/** AmountText is an amount as a row writes it; dollars need to know the price of a credit. */
export type AmountText = number | string;

const amount = leaf(
  { type: ["number", "string"], examples: [12.5, "12.5 credits", "$125"] },
  (value): AmountText | Mistake => {
    if (typeof value === "number" && value >= 0 && fits(value)) return value;
    if (typeof value === "string" && readAmount(value.trim(), 1) !== null) return value.trim();
    return new Mistake("must be a number of credits such as 12.5, or an amount such as $125");
  },
);

function fits(value: number): boolean {
  try {
    return nanoFromNumber(value) >= 0;
  } catch (error) {
    if (error instanceof AmountError) return false;
    throw error;
  }
}

/** Uses maps what was used (tools, agents) to how often. */
export type Uses = Readonly<Record<string, number>>;

const uses = leaf(
  {
    anyOf: [
      { type: "array", items: { type: "string" } },
      { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
    ],
  },
  (value): Uses | Mistake => {
    const entries = Array.isArray(value)
      ? value.map((name: unknown) => [name, 1] as const)
      : Object.entries(typeof value === "object" && value !== null ? value : { "": "" });
    const right = entries.every(
      ([name, count]) => typeof name === "string" && name !== "" && isCount(count),
    );
    return right
      ? (Object.fromEntries(entries) as Uses)
      : new Mistake("must be a list of names, or a mapping of names to how often");
  },
);

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

const count = inTurn(numberBetween(0, 1_000_000_000, { whole: true })).optional();
const money = inTurn(amount).optional();
const time = inTurn(duration(0)).optional();
const word = inTurn(text()).optional();

const fields = {
  account: word.describe("Name of the account. Default: the first one."),
  member: word.describe("The member's e-mail address. Left out: the row names none, (unknown)."),
  neo_credits: money.describe("Platform credits: 12.5, `12.5 credits` or `$125`. Default 0."),
  llm_cost: money.describe("What the model cost, in credits or dollars. Default 0."),
  neo_cost: money.describe("Neo's own charge for an own-key stream. Default 0."),
  byok: inTurn(flag).optional().describe("true for a stream on an own key. Default false."),
  status: word.describe("How the stream ended. Default completed."),
  model: word.describe("Default opus."),
  ran: time.describe("How long it ran; it ended, and is seen, so much after `at`. Default 0s."),
  task: word.describe("Id of its task. Default: a task of its own."),
  title: word.describe("Title of its task."),
  error: word.describe("Its error message."),
  steps: count.describe("Default 0."),
  tool_calls: count.describe("Default: the sum of `tools`."),
  agent_triggers: count.describe("Default: the sum of `agents`."),
  llm_time: time.describe("Time in the model."),
  tool_time: time.describe("Time in tools."),
  step_latency: time.describe("Average latency of a step."),
  tools: uses.optional().describe("Tools used: [nmap], or { nmap: 3 }."),
  agents: uses.optional().describe("Agents triggered: [scout], or { scout: 3 }."),
};

const changeSchema = z
  .strictObject({
    at: moment.describe("When the daemon sees the change."),
    id: text("the id of a row").describe("The row that changes."),
    ...fields,
  })
  .describe("The row is told anew, with these values instead of its old ones.");

const retractSchema = z
  .strictObject({
    at: moment.describe("When the daemon sees that the row is gone."),
    id: text("the id of a row").describe("The row that is gone."),
  })
  .describe("The row is no longer told: its amounts are taken back.");

/** rowSchema is one entry of `rows`: a row, a series of them, or something that happens to an earlier one. */
export const rowSchema = z
  .strictObject({
    at: moment
      .optional()
      .describe("When the stream was created; of a series, the first. Default: the start."),
    id: text("an id")
      .optional()
      .describe("Name of the row, for change and retract; those of a series are id-1, id-2, …"),
    seen: moment
      .optional()
      .describe("When the daemon first sees it, for late rows. Default: when it has ended."),
    every: duration(1)
      .optional()
      .describe("A series: a row this often. Lists of values are taken in turn."),
    count: numberBetween(1, 100_000, { whole: true })
      .optional()
      .describe("How many rows; without `every` all at the same moment."),
    until: moment.optional().describe("The series ends before this moment."),
    ...fields,
    change: changeSchema.optional(),
    retract: retractSchema.optional(),
  })
  .describe(
    "A row { at, member, neo_credits, … }, a series { every, count }, a change or a retract.",
  );

export type RowInput = z.output<typeof rowSchema>;
export type ChangeInput = z.output<typeof changeSchema>;
export type FieldsInput = Pick<RowInput, keyof typeof fields>;
