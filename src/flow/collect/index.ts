export type { CollectAccount, CollectParts } from "./collect-parts.ts";
export { type Collector, createCollector } from "./collector.ts";
export type {
  CollectCounts,
  CollectProgress,
  CollectReason,
  CollectResult,
} from "./result.ts";
