export { calendarEnd, calendarStart } from "./window.ts";
export { checkWorlds } from "./worlds/check.ts";
export { ZONES } from "./worlds/random-parts.ts";
export { SHOWN } from "./worlds/tally.ts";
export { daysBefore } from "./zone.ts";
