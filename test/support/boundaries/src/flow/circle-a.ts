export * from "./circle-b.ts";
