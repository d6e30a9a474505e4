import type { AlertRef } from "../engine/finding.ts";
import type { MemberGroup, Override } from "./spec.ts";

/** Who is a group that something is asked of: its account, and its values of what the rule is by. */
export type Who = Pick<AlertRef, "account" | "group">;

/** CentresOf names the cost centres that a member's address is in. */
export type CentresOf = (member: string) => readonly string[];

/** overrideFor finds the override that counts for a group: the first that matches. */
export function overrideFor(
  overrides: readonly Override[],
  who: Who,
  centresOf: CentresOf,
): Override | undefined {
  return overrides.find(({ match }) =>
    Object.entries(match).every(([dimension, matcher]) =>
      valuesOf(dimension, who, centresOf).some((value) => matcher.matches(value)),
    ),
  );
}

/**
 * valuesOf lists a group's values of a dimension. The account is part of every group, and a member's cost centres are known
 * wherever the member is, although the rule is by neither.
 */
export function valuesOf(
  dimension: string,
  { account, group }: Who,
  centresOf: CentresOf,
): readonly string[] {
  const value = dimension === "account" ? account : group[dimension];
  if (value !== undefined) return [value];
  const member = group["member"];
  return dimension === "group" && member !== undefined ? centresOf(member) : [];
}

/** centresIn makes CentresOf of the configured cost centres. */
export function centresIn(centres: readonly MemberGroup[]): CentresOf {
  return (member) =>
    centres
      .filter(({ members }) => members.some((one) => one.matches(member)))
      .map(({ name }) => name);
}
