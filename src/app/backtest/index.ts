export type { Happened, ReplayTick, RuleTally, Tally, Told, Worst } from "../../flow/index.ts";
export { gridOf, isFiring, rulesOf, ticksIn } from "../../flow/index.ts";
export { backtestSettings } from "./backtest-settings.ts";
export { type FileRows, type Reading, readFileRows } from "./file-rows.ts";
export { readLedgerRows } from "./ledger-rows.ts";
export {
  type BacktestHooks,
  type BacktestRequest,
  type BacktestRun,
  dayIn,
  runBacktest,
} from "./run-backtest.ts";
