export { type ClosedAccount, type CloseParts, close } from "./close.ts";
export { type DrawUpParts, drawUpOne } from "./draw-up.ts";
export { settledBefore } from "./settled-before.ts";
