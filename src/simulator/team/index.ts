export { badDeploy, type Incident, oneStream, runawayAgent } from "./incident.ts";
export { TEAM } from "./member.ts";
export { costAt, inOrder, isShown, type Status, type TeamRow } from "./row.ts";
export { createTeam, type Team, type TeamOptions } from "./team.ts";
export { amountsAt, type WireOptions, type WireRow, wireRow } from "./wire.ts";
export { HOUR_MS } from "./working-hours.ts";
