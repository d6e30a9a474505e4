import {
  type BacktestRequest,
  type BacktestRun,
  type Findings,
  type Fired,
  findingsOf,
  runBacktest,
  type Sent,
} from "../../app/index.ts";
import type { Output } from "./output.ts";
import { createPhaseBar } from "./phase-bar.ts";
import { transitionLine } from "./transition-line.ts";

/** PlayedOnce is one replay with all that it found. */
export interface PlayedOnce {
  readonly run: BacktestRun;
  readonly findings: Findings;
}

/** playOnce plays one set of rules, with a bar on a terminal; transitions go to `output` as they come. */
export async function playOnce(
  request: BacktestRequest,
  signal: AbortSignal,
  output: Output | null,
): Promise<PlayedOnce> {
  const bar = createPhaseBar("playing", "ticks");
  const fired: Fired[] = [];
  const sent: Sent[] = [];
  const ofSeveral = request.settings.accounts.length > 1;
  let lines = "";
  const flush = () => {
    if (lines !== "") output?.line(lines);
    lines = "";
  };
  const run = await runBacktest(request, {
    signal,
    progress: (done, ticks) => {
      bar.update(done, ticks);
      flush();
    },
    tick: (tick) => {
      const found = findingsOf(tick);
      for (const one of found.fired) fired.push(one);
      for (const one of found.sent) sent.push(one);
      if (output === null) return;
      // A single stream's alert ends by being told: that is the daemon's book-keeping and no event.
      for (const each of tick.happened) {
        if (each.transition.reason !== "told") lines += transitionLine(each, ofSeveral);
      }
    },
  });
  flush();
  bar.stop();
  return { run, findings: { fired, sent } };
}
