export * from "./act.ts";
export { type ActParts, createAct } from "./create-act.ts";
