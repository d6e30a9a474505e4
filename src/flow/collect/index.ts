export type { CollectAccount, CollectParts } from "./collect-parts.ts";
export { type Collector, createCollector } from "./collector.ts";
export type { WindowRead } from "./read-range.ts";
export type {
  CollectCounts,
  CollectProgress,
  CollectReason,
  CollectResult,
} from "./result.ts";
export type { ReadWindow } from "./windows.ts";
