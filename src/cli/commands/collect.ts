import { defineCommand } from "citty";
import { rangeOf } from "../collect/range.ts";
import { dayLine, isProven, rangeText } from "../collect/range-text.ts";
import { CONFIG_ARG, DATA_ARG, environmentWith, loadOrExplain } from "../load.ts";

/** collect is `neo-budgetd collect --from DAY [--to DAY] [--account NAME] [--json]`. */
export const collect = defineCommand({
  meta: {
    name: "collect",
    description:
      "Read days again by hand and prove them: adds what is missing, takes over what changed, retracts what vanished. Exit codes: 0 all is proven, 1 a day is not, 2 wrong usage",
  },
  args: {
    from: {
      type: "string",
      description: "First day to read, in the configured time zone, such as 2026-10-01, or a time",
    },
    to: { type: "string", description: "First day not to read any more, or a time (default: now)" },
    account: { type: "string", description: "Only this account (default: all)" },
    config: CONFIG_ARG,
    data: DATA_ARG,
    json: { type: "boolean", description: "Print the outcome as JSON" },
  },
  async run({ args }) {
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment, process.stderr);
    const { settings } = loadOrExplain(environment.configPath, log);
    const clock = { now: Date.now };
    const range = rangeOf({ from: args.from, to: args.to }, settings.timezone, clock.now());
    const stop = new AbortController();
    const end = () => stop.abort();
    process.once("SIGINT", end).once("SIGTERM", end);
    const accounts = await app.collectRange(
      settings,
      { ...range, account: args.account ?? null },
      {
        environment,
        clock,
        log,
        signal: stop.signal,
        onDay: (day) => process.stderr.write(dayLine(day)),
      },
    );
    const text = args.json
      ? `${JSON.stringify({ ...range, timezone: settings.timezone, accounts }, null, 2)}\n`
      : rangeText(accounts);
    process.stdout.write(text);
    process.exitCode = accounts.every(isProven) ? 0 : 1;
  },
});
