export type {
  Comparison,
  Findings,
  Fired,
  Happened,
  RowSource,
  RuleTally,
  ScalableRule,
  Sent,
  Suggestion,
} from "../../flow/index.ts";
export { compare, endsOf, findingsOf, gridOf, limitOf } from "../../flow/index.ts";
export { backtestSettings } from "./backtest-settings.ts";
export { type Reading, readFileRows } from "./file-rows.ts";
export { type LedgerStretch, readLedgerRows } from "./ledger-rows.ts";
export { proposeLimits } from "./propose-limits.ts";
export {
  type BacktestHooks,
  type BacktestRequest,
  type BacktestRun,
  dayIn,
  runBacktest,
} from "./run-backtest.ts";
