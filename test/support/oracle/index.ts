export { type Expected, oracleTick, refKey } from "./oracle.ts";
export { calendarEnd, calendarStart } from "./window.ts";
export { daysBefore } from "./zone.ts";
