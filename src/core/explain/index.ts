export type { EditSummary, LargestEdit } from "./edit-summary.ts";
export { type ExplainInput, explain } from "./explain.ts";
export * from "./explanation.ts";
export { type GroupStanding, groupStandings } from "./group-standings.ts";
export type { KeptFrom } from "./kept-from.ts";
export type { Told } from "./told-to.ts";
