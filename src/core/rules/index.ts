export { canForecast } from "./can-forecast.ts";
export { isHappening } from "./happening.ts";
export { lookBackOf, metricOf } from "./look.ts";
export { MIN_PEERS } from "./robust.ts";
export * from "./spec.ts";
export { laneOf, NO_DATA_STEP } from "./step-label.ts";
export { stepsOf } from "./steps-of.ts";
