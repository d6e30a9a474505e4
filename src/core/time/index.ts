export * from "./calendar.ts";
export * from "./duration.ts";
export * from "./season.ts";
