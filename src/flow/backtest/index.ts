export { type Arrivals, arrivalsOf } from "./arrivals.ts";
export {
  type Comparison,
  compare,
  type Findings,
  type Fired,
  findingsOf,
  type Sent,
} from "./compare.ts";
export { type Grid, gridOf, ticksIn } from "./grid.ts";
export {
  createReplay,
  type Happened,
  type Replay,
  type ReplayParts,
  type ReplayTick,
  type Told,
} from "./replay.ts";
export { endsOf, heldRows, type RowSource } from "./row-source.ts";
export { limitOf, type ScalableRule } from "./scaled-rule.ts";
export { createSearch, type Search, type Suggestion } from "./suggest.ts";
export { createTally, type RuleTally, type Tally } from "./tally.ts";
export type { Worst } from "./worst.ts";
