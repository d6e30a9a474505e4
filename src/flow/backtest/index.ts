export { type Arrivals, arrivalsOf } from "./arrivals.ts";
export { type Grid, gridOf, ticksIn } from "./grid.ts";
export {
  createReplay,
  type Happened,
  type Replay,
  type ReplayParts,
  type ReplayTick,
  type Told,
  type Worst,
} from "./replay.ts";
export { createTally, isFiring, type RuleTally, rulesOf, type Tally } from "./tally.ts";
