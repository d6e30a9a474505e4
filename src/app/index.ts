export type { CollectProgress } from "../flow/index.ts";
export * from "./backtest/index.ts";
export {
  type AccountRead,
  collectRange,
  type DayRead,
  type RangeRequest,
} from "./collect-range.ts";
export type { DaemonOptions } from "./daemon.ts";
export { explainRule } from "./explain.ts";
export { knownLedger } from "./known-ledger.ts";
export { type OnceResult, runOnce } from "./once.ts";
export { openLog } from "./open-log.ts";
export { createProgressLines } from "./progress-lines.ts";
export { reportPeriod } from "./report.ts";
export { type Running, runDaemon } from "./run.ts";
export { previewTest, sendTest, type TestPreview, type TestSend } from "./send-test.ts";
