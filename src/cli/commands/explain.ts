import { defineCommand } from "citty";
import { OperatorError } from "../../core/errors.ts";
import { explanationText } from "../explain/explanation-text.ts";
import { CONFIG_ARG, DATA_ARG, environmentWith, loadOrExplain } from "../load.ts";

const TOP = 10;

/** explain is `neo-budgetd explain RULE [--member …] [--group …] [--model …] [--account …] [--top N] [--json]`. */
export const explain = defineCommand({
  meta: {
    name: "explain",
    description:
      "Say why a rule fires or does not: value, limit, headroom and every condition, group by group, from the ledger",
  },
  args: {
    rule: { type: "positional", required: true, description: "Name of the rule" },
    member: { type: "string", description: "Only this member" },
    group: { type: "string", description: "Only this cost centre, or its members" },
    model: { type: "string", description: "Only this model" },
    account: { type: "string", description: "Only this account" },
    top: {
      type: "string",
      description: `How many groups to show, those nearest to their limit first (default: ${TOP})`,
    },
    config: CONFIG_ARG,
    data: DATA_ARG,
    json: {
      type: "boolean",
      description: "Print the explanation as JSON; amounts are nano-credits",
    },
  },
  async run({ args }) {
    const top = topOf(args.top);
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment);
    const { settings } = loadOrExplain(environment.configPath, log);
    const { member, group, model, account } = args;
    const asked = Object.entries({ member, group, model, account });
    const only = Object.fromEntries(
      asked.filter((each): each is [string, string] => each[1] !== undefined),
    );
    const explanation = await app.explainRule(
      settings,
      { rule: args.rule, only, top },
      { environment, clock: { now: Date.now }, log },
    );
    const text = args.json
      ? `${JSON.stringify(explanation, null, 2)}\n`
      : explanationText(explanation);
    process.stdout.write(text);
  },
});

function topOf(text: string | undefined): number {
  if (text === undefined) return TOP;
  const top = Number(text);
  if (Number.isInteger(top) && top > 0) return top;
  throw new OperatorError(`"explain --top" takes a whole number from 1 on, not "${text}".`);
}
