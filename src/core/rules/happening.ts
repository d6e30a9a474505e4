import type { RuleKind } from "./spec.ts";

/** isHappening says whether alerts of a kind tell of single happenings: each fires once, when it is news, and has nothing to resolve. */
export function isHappening(kind: RuleKind | "system"): boolean {
  return kind === "stream" || kind === "new_value";
}
