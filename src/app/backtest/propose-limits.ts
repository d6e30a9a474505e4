import { createSearch, type Suggestion, ticksIn } from "../../flow/index.ts";
import { type BacktestRequest, runBacktest } from "./run-backtest.ts";

/** Replays at most: a stride or two finds the right power of ten, halving the rest. */
const ROUNDS = 14;
const MONTH = 30 * 86_400_000;

/** proposeLimits searches limits that would have given each rule about `perMonth` messages in thirty days. */
export async function proposeLimits(
  request: BacktestRequest,
  perMonth: number,
  {
    signal,
    progress,
  }: { readonly signal: AbortSignal; readonly progress: (done: number, total: number) => void },
): Promise<readonly Suggestion[]> {
  const { grid, settings } = request;
  const wanted = (perMonth * ticksIn(grid) * grid.stepMs) / MONTH;
  const search = createSearch(settings.rules, wanted, ROUNDS);
  for (let round = 0; ; round++) {
    const rules = search.next();
    if (rules === null || signal.aborted) return search.suggestions();
    const { tally, complete } = await runBacktest(
      { ...request, settings: { ...settings, rules } },
      {
        signal,
        tick() {},
        progress: (done, ticks) => {
          progress(round * ticks + done, ROUNDS * ticks);
        },
      },
    );
    // A replay that was ended early has counted too few messages to judge by.
    if (!complete) return search.suggestions();
    search.gave(new Map([...tally.rules].map(([name, { messages }]) => [name, messages])));
  }
}
