export { type CloseParts, close } from "./close.ts";
export { reportOf, type Stated } from "./report.ts";
