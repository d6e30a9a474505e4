export { junitXml } from "./junit.ts";
export { type MemoryAlertStore, memoryAlertStore } from "./memory-alert-store.ts";
export type { JournalEntry } from "./memory-edits.ts";
export { type MemoryLedger, memoryLedger } from "./memory-ledger.ts";
export { outcomeText } from "./outcome-text.ts";
export {
  type Difference,
  type FileOutcome,
  type RunTestsOptions,
  runTests,
  type TestOutcome,
} from "./run-tests.ts";
