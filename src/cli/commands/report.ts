import { defineCommand } from "citty";
import { OperatorError } from "../../core/errors.ts";
import { CONFIG_ARG, DATA_ARG, environmentWith, loadOrExplain } from "../load.ts";
import { periodAsked } from "../report/period-asked.ts";
import { REPORT_FORMATS, type ReportFormat } from "../report/report-text.ts";

/** report is `neo-budgetd report [--month 2026-10 | --day 2026-10-05 | --last month] [--account …] [--format …] [--json]`. */
export const report = defineCommand({
  meta: {
    name: "report",
    description:
      "Print what a day or a month came to, by member, model and cost centre, with each budget's outcome: stated once it is settled, provisional until then",
  },
  args: {
    month: { type: "string", description: "Month in the configured time zone, such as 2026-10" },
    day: { type: "string", description: "Day in the configured time zone, such as 2026-10-05" },
    last: { type: "string", description: "The last whole month or day (default: month)" },
    account: { type: "string", description: "Only this account (default: all)" },
    format: { type: "string", description: "text, markdown or csv (default: text)" },
    config: CONFIG_ARG,
    data: DATA_ARG,
    json: {
      type: "boolean",
      description: "Print the statements as JSON; amounts are nano-credits",
    },
  },
  async run({ args }) {
    const print = REPORT_FORMATS[formatOf(args.format)];
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment, process.stderr);
    const { settings } = loadOrExplain(environment.configPath, log);
    const clock = { now: Date.now };
    const { month, day, last } = args;
    const period = periodAsked({ month, day, last }, settings.timezone, clock.now());
    const reports = await app.reportPeriod(
      settings,
      { period, account: args.account ?? null },
      { environment, clock, log },
    );
    process.stdout.write(args.json ? `${JSON.stringify(reports, null, 2)}\n` : print(reports));
  },
});

function formatOf(text = "text"): ReportFormat {
  if (text === "text" || text === "markdown" || text === "csv") return text;
  throw new OperatorError(`"report --format" takes text, markdown or csv, not "${text}".`);
}
