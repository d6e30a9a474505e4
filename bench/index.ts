import { backtest } from "./backtest.ts";
import { growth } from "./engine/growth.ts";
import { kinds } from "./engine/kinds.ts";
import { linear } from "./engine/linear.ts";
import { replay } from "./engine/replay.ts";
import { restart } from "./engine/restart.ts";
import { engine } from "./engine/ticks.ts";
import { history } from "./history.ts";
import { ingest } from "./ingest/index.ts";
import { latency } from "./latency.ts";
import { reconcile } from "./reconcile/index.ts";
import { printReport } from "./report.ts";

/** Measures the built program against its targets; figures are comparable within one run only. */
const steps = {
  history,
  ingest,
  latency,
  reconcile,
  engine,
  replay,
  growth,
  linear,
  kinds,
  restart,
  backtest,
};
const asked = process.argv.slice(2);
const lines = [];
for (const [name, step] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  lines.push(...(await step()));
}
printReport(lines);
