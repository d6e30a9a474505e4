import { backtest } from "./backtest.ts";
import { growth } from "./engine/growth.ts";
import { replay } from "./engine/replay.ts";
import { restart } from "./engine/restart.ts";
import { engine } from "./engine/ticks.ts";
import { history } from "./history.ts";
import { latency } from "./latency.ts";
import { printReport } from "./report.ts";

/** Measures the built program against its targets; figures are comparable within one run only. */
const steps = { history, latency, engine, replay, growth, restart, backtest };
const asked = process.argv.slice(2);
const lines = [];
for (const [name, step] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  lines.push(...(await step()));
}
printReport(lines);
