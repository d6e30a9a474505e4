export type * from "./chart.ts";
export { chartOf } from "./chart-of.ts";
export { chartText, chartTitle } from "./chart-text.ts";
export { momentLabel, type Tick, timeTicks } from "./time-ticks.ts";
