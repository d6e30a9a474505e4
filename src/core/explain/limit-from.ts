import type { GroupLabels } from "../engine/finding.ts";
import type { MemberGroup, Override, Rule } from "../rules/spec.ts";

/** limitFrom says which setting gave a group its limit: the first override that matches it, else the rule itself. */
export function limitFrom(
  rule: Rule,
  who: { readonly account: string; readonly group: GroupLabels },
  centres: readonly MemberGroup[],
): string {
  const overrides = rule.kind === "budget" || rule.kind === "burn_rate" ? rule.overrides : [];
  const found = overrides.find(({ match }) =>
    Object.entries(match).every(([dimension, matcher]) =>
      valuesOf(dimension, who, centres).some((value) => matcher.matches(value)),
    ),
  );
  return found ? `override for ${textOf(found)}` : "the rule";
}

/** valuesOf lists a group's values of a dimension; its cost centres are found by its member where the rule has none. */
export function valuesOf(
  dimension: string,
  { account, group }: { readonly account: string; readonly group: GroupLabels },
  centres: readonly MemberGroup[],
): readonly string[] {
  const value = dimension === "account" ? account : group[dimension];
  if (value !== undefined) return [value];
  const member = group["member"];
  if (dimension !== "group" || member === undefined) return [];
  return centres
    .filter(({ members }) => members.some((matcher) => matcher.matches(member)))
    .map(({ name }) => name);
}

function textOf({ match }: Override): string {
  return Object.entries(match)
    .map(([dimension, { source }]) => `${dimension} ${source}`)
    .join(", ");
}
