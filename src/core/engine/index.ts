export * from "./create-engine.ts";
export * from "./engine.ts";
export * from "./finding.ts";
export * from "./ignored-details.ts";
