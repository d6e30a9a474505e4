import { writeFile } from "node:fs/promises";
import { defineCommand } from "citty";
import { OperatorError } from "../../core/errors.ts";
import { CONFIG_ARG, DATA_ARG, environmentWith, loadOrExplain } from "../load.ts";
import { formatAsked, REPORT_FORMATS } from "../report/formats.ts";
import { partsAsked } from "../report/parts-asked.ts";
import { periodAsked } from "../report/period-asked.ts";

/** report is `neo-budgetd report [--month 2026-10 | --week 2026-W41 | --day 2026-10-05 | --from … --to … | --last month] [--by member,model] [--format html] [--out FILE] [--json]`. */
export const report = defineCommand({
  meta: {
    name: "report",
    description:
      "Print what a day, a week, a month or a range of days came to, by member, model and cost centre, beside the period before, with each budget's outcome and where the spend is heading: stated once it is settled, provisional until then",
  },
  args: {
    month: { type: "string", description: "Month in the configured time zone, such as 2026-10" },
    week: {
      type: "string",
      description: "Week, from Monday, such as 2026-W41, or of a day such as 2026-10-05",
    },
    day: { type: "string", description: "Day in the configured time zone, such as 2026-10-05" },
    last: { type: "string", description: "The last whole month, week or day (default: month)" },
    from: { type: "string", description: "First day of a range of days, such as 2026-10-01" },
    to: { type: "string", description: "Last day of the range, included (default: today)" },
    account: { type: "string", description: "Only this account (default: all)" },
    by: {
      type: "string",
      description: "List the spend by these only: member,group,model (default: all)",
    },
    format: {
      type: "string",
      description: "text, markdown, csv or html (default: what the name of --out says, else text)",
    },
    out: { type: "string", description: "Write to this file in place of printing" },
    config: CONFIG_ARG,
    data: DATA_ARG,
    json: {
      type: "boolean",
      description: "Print the reports as JSON; amounts are nano-credits",
    },
  },
  async run({ args }) {
    const { month, week, day, last, from, to, out } = args;
    const format = formatAsked(args.format, out);
    const by = partsAsked(args.by);
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment, process.stderr);
    const { settings } = loadOrExplain(environment.configPath, log);
    const clock = { now: Date.now };
    const texts = { month, week, day, last, from, to };
    const period = periodAsked(texts, settings.timezone, clock.now());
    const reports = await app.reportPeriod(
      settings,
      { period, account: args.account ?? null },
      { environment, clock, log },
    );
    const text = args.json
      ? `${JSON.stringify(reports, null, 2)}\n`
      : REPORT_FORMATS[format](reports, { by });
    if (out === undefined) process.stdout.write(text);
    else await save(out, text);
  },
});

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError(
      `the report could not be written to ${file}: ${why}. Name a file in a folder that is there and may be written to.`,
    );
  }
  process.stderr.write(`The report is in ${file}\n`);
}
