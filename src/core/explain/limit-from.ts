import { centresIn, overrideFor, type Who } from "../rules/override-for.ts";
import type { MemberGroup, Override, Rule } from "../rules/spec.ts";

/** limitFrom says which setting gave a group its limit: the first override that matches it, else the rule itself. */
export function limitFrom(rule: Rule, who: Who, centres: readonly MemberGroup[]): string {
  const overrides = "overrides" in rule ? rule.overrides : [];
  const found = overrideFor(overrides, who, centresIn(centres));
  return found ? `override for ${textOf(found)}` : "the rule";
}

function textOf({ match }: Override): string {
  return Object.entries(match)
    .map(([dimension, { source }]) => `${dimension} ${source}`)
    .join(", ");
}
