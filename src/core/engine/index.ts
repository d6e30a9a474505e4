export * from "./engine.ts";
export * from "./finding.ts";
