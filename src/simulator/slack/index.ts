export type { Gestured, Response } from "./app-side.ts";
export type { SlackFault, SlackFaults } from "./fault.ts";
export { SLACK_LIMITS } from "./limits.ts";
export { type Person, personOf } from "./person.ts";
export {
  createSlackStandIn,
  type SlackStandIn,
  type SlackStandInOptions,
} from "./stand-in.ts";
export type { SlackMessage } from "./workspace.ts";
