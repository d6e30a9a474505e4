export * from "./circle-a.ts";
