export * from "./calendar.ts";
export * from "./duration.ts";
export * from "./interval-calendar.ts";
export { changesAfter, holdsAt } from "./interval-changes.ts";
export * from "./local-days.ts";
export * from "./season.ts";
export * from "./time-interval.ts";
export * from "./wall-clock.ts";
