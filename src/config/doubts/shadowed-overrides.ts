import {
  centresIn,
  type Dimension,
  type MemberGroup,
  type Override,
  type Rule,
  type TextMatcher,
} from "../../core/rules/index.ts";
import { isLiteral } from "../values/pattern.ts";
import { covers } from "./covers.ts";
import type { Doubt, Doubtful } from "./doubt.ts";

/** shadowedOverrides finds overrides that never count, since an earlier one matches everything that they do. */
export function shadowedOverrides({ settings, ruleAt }: Doubtful): Doubt[] {
  return settings.rules.flatMap((rule) => {
    if (!("overrides" in rule)) return [];
    return rule.overrides.flatMap((later, index): Doubt[] => {
      const first = rule.overrides
        .slice(0, index)
        .findIndex((earlier) => takesAll(earlier, later, rule, settings.groups));
      if (first < 0) return [];
      return [
        {
          path: [...ruleAt(rule.name), "overrides", index, "match"],
          message: `This override never counts: override ${first + 1} matches all that it does and comes first; put the narrower one first`,
        },
      ];
    });
  });
}

function takesAll(
  { match: wide }: Override,
  { match: narrow }: Override,
  rule: Rule,
  groups: readonly MemberGroup[],
): boolean {
  const viaCentres = rule.by.includes("member") && !rule.by.includes("group");
  return Object.entries(wide).every(([key, pattern]) => {
    const dimension = key as Dimension;
    const other = narrow[dimension];
    if (other && covers(pattern, other)) return true;
    if (pattern.source === "*" && isAlwaysThere(dimension, rule)) return true;
    if (!viaCentres) return false;
    if (dimension === "group") return holdsMember(pattern, narrow.member, groups);
    return dimension === "member" && holdsCentre(pattern, narrow.group, groups);
  });
}

function isAlwaysThere(dimension: Dimension, { by }: Rule): boolean {
  return dimension === "account" || by.includes(dimension);
}

/** A cost centre's override takes a member of it. */
function holdsMember(
  group: TextMatcher,
  member: TextMatcher | undefined,
  groups: readonly MemberGroup[],
): boolean {
  if (!member || !isLiteral(member.source)) return false;
  return centresIn(groups)(member.source).some((name) => group.matches(name));
}

/** A pattern of members takes a cost centre whose members all fall under it. */
function holdsCentre(
  member: TextMatcher,
  group: TextMatcher | undefined,
  groups: readonly MemberGroup[],
): boolean {
  if (!group) return false;
  const meant = groups.filter(({ name }) => group.matches(name));
  return meant.every(({ members }) => members.every((one) => covers(member, one)));
}
