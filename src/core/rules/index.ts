export { isHappening } from "./happening.ts";
export { lookBackOf } from "./look.ts";
export * from "./spec.ts";
