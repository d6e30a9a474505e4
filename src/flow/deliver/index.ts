export {
  type Deliverer,
  type DeliverParts,
  LANE_REASONS,
  type LaneReason,
  type LaneResult,
} from "./deliver-parts.ts";
export { createDeliverer } from "./deliverer.ts";
