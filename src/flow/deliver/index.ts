export type {
  Deliverer,
  DeliverParts,
  LaneReason,
  LaneResult,
} from "./deliver-parts.ts";
export { createDeliverer } from "./deliverer.ts";
