import type { Alert, Transition } from "../../core/alerts/index.ts";
import { hasWorsened, isTakenOn } from "../../core/quiet/index.ts";
import { wakeOf } from "../../core/routing/index.ts";
import type { HeldNow } from "./held-quiet.ts";
import type { Memory } from "./memory.ts";
import type { Reviewed } from "./reviewed.ts";

/** PlanOccasion is what decides whether it is time to plan who is told. */
export interface PlanOccasion {
  readonly memory: Pick<Memory, "groups">;
  readonly rerouted: boolean;
  readonly flush: "due" | "all";
  readonly reviewed: Reviewed;
  readonly held: Pick<HeldNow, "mark" | "acknowledgements">;
  /** The alerts as they are now. */
  readonly moved: ReadonlyMap<string, Alert>;
  readonly tick: number;
}

/**
 * mustPlan tells whether groups may change: with a transition, with new routes, when the time of a group has come, when
 * people have acted, when what keeps alerts quiet may have changed by itself, or when what someone took on has worsened.
 */
export function mustPlan(occasion: PlanOccasion, transitions: readonly Transition[]): boolean {
  const { memory, rerouted, flush, reviewed, held, tick } = occasion;
  if (rerouted || flush === "all" || transitions.length > 0) return true;
  const isPast = (moment: number | null) => moment !== null && moment <= tick;
  if (held.mark !== reviewed.mark || isPast(reviewed.reviewAt)) return true;
  return memory.groups.some((group) => isPast(wakeOf(group))) || hasNewlyWorsened(occasion);
}

function hasNewlyWorsened({ held, moved }: PlanOccasion): boolean {
  return held.acknowledgements.some((one) => {
    const alert = moved.get(one.alertId);
    return alert !== undefined && isTakenOn(one, alert) && hasWorsened(one, alert);
  });
}
