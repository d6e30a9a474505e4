import { defineCommand } from "citty";
import { durationOf } from "../backtest/moments.ts";
import { playBacktest } from "../backtest/play.ts";
import { CONFIG_ARG, environmentWith } from "../load.ts";

/** backtest is `neo-budgetd backtest --config FILE (--input FILE | --from 90d) [--to …] [--every 5m] [--json]`. */
export const backtest = defineCommand({
  meta: {
    name: "backtest",
    description:
      "Play past rows through the rules: what would have fired, and how many messages whom; sends and stores nothing",
  },
  args: {
    config: CONFIG_ARG,
    input: { type: "string", description: "File of usage API rows: JSON lines, pages or a list" },
    from: {
      type: "string",
      description: "Begin here: 90d (ago) or 2026-03-01; without --input rows come from the ledger",
    },
    to: { type: "string", description: "End here (default: one step past the last row's end)" },
    every: { type: "string", description: "Time between two ticks (default: 5m)" },
    account: {
      type: "string",
      description: "Account that the rows of --input belong to (default: the first configured)",
    },
    data: {
      type: "string",
      description:
        "Folder of the embedded database, used without DATABASE_URL (default: $NEO_BUDGETD_DATA, else ./data)",
    },
    json: { type: "boolean", description: "Print a line of JSON for each transition" },
  },
  async run({ args }) {
    process.exitCode = await playBacktest({
      environment: environmentWith(args),
      input: args.input,
      from: args.from,
      to: args.to,
      everyMs: durationOf("every", args.every ?? "5m"),
      account: args.account,
      json: args.json ?? false,
    });
  },
});
