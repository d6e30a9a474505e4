export * from "./frame.ts";
export * from "./group-index.ts";
export * from "./group-series.ts";
export * from "./sliding-window.ts";
export * from "./view.ts";
