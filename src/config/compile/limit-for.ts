import type { MemberGroup, Override } from "../../core/rules/index.ts";

/** Who is a group of a budget: its account and the values that it is by. */
export interface Who {
  readonly account: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Limited is what has a limit, and others for some. */
export interface Limited {
  readonly limit: number;
  readonly overrides: readonly Override[];
}

/** overrideFor returns the position of the override that counts for a group: the first that matches; -1 for none. */
export function overrideFor(rule: Limited, who: Who, centres: readonly MemberGroup[]): number {
  return rule.overrides.findIndex(({ match }) =>
    Object.entries(match).every(([dimension, matcher]) =>
      valuesOf(dimension, who, centres).some((value) => matcher.matches(value)),
    ),
  );
}

/** limitFor returns the limit that a budget has for a group. */
export function limitFor(rule: Limited, who: Who, centres: readonly MemberGroup[]): number {
  return rule.overrides[overrideFor(rule, who, centres)]?.limit ?? rule.limit;
}

/** centresOf names the cost centres that a member belongs to. */
export function centresOf(member: string, centres: readonly MemberGroup[]): string[] {
  return centres
    .filter(({ members }) => members.some((one) => one.matches(member)))
    .map(({ name }) => name);
}

function valuesOf(dimension: string, who: Who, centres: readonly MemberGroup[]): string[] {
  if (dimension === "account") return [who.account];
  const value = who.labels[dimension];
  if (value !== undefined) return [value];
  const member = who.labels["member"];
  return dimension === "group" && member !== undefined ? centresOf(member, centres) : [];
}
