export { FAULTS, type Fault, type FaultPlan, readFaults } from "./api/fault.ts";
export type { StreamPage } from "./api/stream-page.ts";
export * from "./inbox/index.ts";
export * from "./mail/index.ts";
export { BOUNDS, Shelf } from "./shelf.ts";
export {
  createSimulator,
  type ServedRequest,
  type Simulator,
  type SimulatorOptions,
} from "./simulator.ts";
export * from "./slack/index.ts";
export * from "./stage/index.ts";
export * from "./team/index.ts";
export { truthAt } from "./truth.ts";
