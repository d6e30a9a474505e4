import type { Rule } from "../../../src/core/rules/index.ts";
import { measuredStates } from "./measured.ts";
import { type Configured, type Expected, type Moment, refKey } from "./moment.ts";
import { newValueStates } from "./new-value.ts";
import { quietStates } from "./quiet.ts";
import { streamStates } from "./stream.ts";

/**
 * oracleTick works out from all rows what an engine must find: everything breached and every open state, by `refKey`.
 * It recomputes each window from nothing, in big integers, and is as slow as it is plain.
 */
export function oracleTick(world: Configured, moment: Moment): Map<string, Expected> {
  const states = world.rules.flatMap((rule) => statesOf(rule, world, moment));
  return new Map(states.map((state) => [refKey(state.ref), state]));
}

function statesOf(rule: Rule, world: Configured, moment: Moment): Expected[] {
  switch (rule.kind) {
    case "stream":
      return streamStates(rule, world, moment);
    case "new_value":
      return newValueStates(rule, world, moment);
    case "absence":
    case "shift":
      return quietStates(rule, world, moment);
    default:
      return measuredStates(rule, world, moment);
  }
}
