export * from "./act/index.ts";
export * from "./backtest/index.ts";
export * from "./close/index.ts";
export * from "./collect/index.ts";
export * from "./deliver/index.ts";
export * from "./evaluate/index.ts";
export * from "./report/index.ts";
export { type RetainParts, retain } from "./retain.ts";
