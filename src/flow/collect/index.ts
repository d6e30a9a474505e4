export type { CollectAccount, CollectParts } from "./collect-parts.ts";
export { type Collector, createCollector } from "./collector.ts";
export {
  COLLECT_REASONS,
  type CollectCounts,
  type CollectProgress,
  type CollectReason,
  type CollectResult,
} from "./result.ts";
