import { defineCommand } from "citty";
import { countOf, durationOf } from "../backtest/moments.ts";
import { playBacktest } from "../backtest/play.ts";
import { CONFIG_ARG, DATA_ARG, environmentWith } from "../load.ts";

/** backtest is `neo-budgetd backtest --config FILE (--input FILE | --from 90d) [--against OTHER] [--suggest N] [--html FILE] [--json]`. */
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
    data: DATA_ARG,
    against: {
      type: "string",
      description: "Another configuration: list what a change to it would gain and lose",
    },
    suggest: {
      type: "string",
      description:
        "Propose limits that would have given each rule about this many messages a month",
    },
    html: { type: "string", description: "Also write a report with plots to this file" },
    json: {
      type: "boolean",
      description:
        "Print a line of JSON for each transition (with --against: for each firing gained, lost or moved); the summary goes to standard error",
    },
  },
  async run({ args }) {
    process.exitCode = await playBacktest({
      environment: environmentWith(args),
      input: args.input,
      from: args.from,
      to: args.to,
      everyMs: durationOf("every", args.every ?? "5m"),
      account: args.account,
      against: args.against,
      suggest: args.suggest === undefined ? undefined : countOf("suggest", args.suggest),
      html: args.html,
      json: args.json ?? false,
    });
  },
});
