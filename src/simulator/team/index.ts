export { badDeploy, type Incident, oneStream, runawayAgent } from "./incident.ts";
export { TEAM, type TeamMember } from "./member.ts";
export type { Mishaps } from "./mishap.ts";
export { costAt, inOrder, isShown, type Status, type TeamRow } from "./row.ts";
export { createTeam, type Team, type TeamOptions } from "./team.ts";
export {
  type Amounts,
  amountsAt,
  NEO_COST_RATE,
  type WireOptions,
  type WireRow,
  wireRow,
} from "./wire.ts";
export { HOUR_MS } from "./working-hours.ts";
