export { howOften, newValues } from "./new-value.ts";
export { type Expected, oracleTick, refKey } from "./oracle.ts";
export { quietTick } from "./quiet.ts";
export { calendarEnd, calendarStart } from "./window.ts";
export { daysBefore } from "./zone.ts";
