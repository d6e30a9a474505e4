export * from "./act.ts";
