export { FAULTS, type Fault, type FaultPlan, type FaultStep, readFaults } from "./api/fault.ts";
export type { Habits, StreamPage } from "./api/stream-page.ts";
export type { PageFacts, Viewer } from "./api/usage.ts";
export { createSimulatedClock, type SimulatedClock } from "./clock.ts";
export * from "./inbox/index.ts";
export * from "./mail/index.ts";
export { BOUNDS, type Bounds, Shelf } from "./shelf.ts";
export {
  createSimulator,
  type ServedRequest,
  type Simulator,
  type SimulatorOptions,
} from "./simulator.ts";
export * from "./slack/index.ts";
export * from "./stage/index.ts";
export * from "./team/index.ts";
export { type TrueAmounts, type Truth, type TruthWindow, truthAt } from "./truth.ts";
