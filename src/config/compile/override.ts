import {
  DIMENSIONS,
  type Dimension,
  type Override,
  type TextMatcher,
} from "../../core/rules/index.ts";
import type { OverrideInput } from "../schema/budget.ts";
import type { Path } from "../source/tree.ts";
import { isLiteral } from "../values/pattern.ts";
import type { Context } from "./context.ts";
import type { RuleBase } from "./rule-base.ts";
import { checkWord } from "./where.ts";

type ReadLimit = (raw: OverrideInput["limit"], path: Path) => number | null;

/** compileOverride checks that an override can match something at all, and resolves a cost centre to its members. */
export function compileOverride(
  context: Context,
  path: Path,
  base: RuleBase,
  input: OverrideInput,
  readLimit: ReadLimit,
): Override | null {
  const limit = readLimit(input.limit, [...path, "limit"]);
  const match: Partial<Record<Dimension, TextMatcher>> = {};
  for (const dimension of DIMENSIONS) {
    const pattern = input.match[dimension];
    if (!pattern) continue;
    const here = [...path, "match", dimension];
    checkWord(context, here, dimension, pattern);
    const [target, matcher] = resolve(context, base, dimension, pattern);
    checkPossible(context, here, base, target, pattern);
    const before = match[target];
    match[target] = before ? both(before, matcher) : matcher;
  }
  if (Object.keys(match).length === 0 && context.clean) {
    context.report.error(
      [...path, "match"],
      `"match" is empty: it would replace the limit for everyone; change "limit" instead`,
    );
  }
  return limit === null ? null : { match, limit };
}

/** A rule by member knows no cost centres, but the cost centre's members it does know. */
function resolve(
  { groups }: Context,
  { by }: RuleBase,
  dimension: Dimension,
  pattern: TextMatcher,
): [Dimension, TextMatcher] {
  if (dimension !== "group" || by.includes("group") || !by.includes("member")) {
    return [dimension, pattern];
  }
  const members = groups.filter(({ name }) => pattern.matches(name)).flatMap((one) => one.members);
  const matches = (member: string) => members.some((one) => one.matches(member));
  return ["member", { source: `group ${pattern.source}`, matches }];
}

function both(left: TextMatcher, right: TextMatcher): TextMatcher {
  return {
    source: `${left.source} and ${right.source}`,
    matches: (text) => left.matches(text) && right.matches(text),
  };
}

function checkPossible(
  { report, clean }: Context,
  path: Path,
  { by, where }: RuleBase,
  dimension: Dimension,
  pattern: TextMatcher,
): void {
  if (!clean) return;
  if (dimension !== "account" && !by.includes(dimension)) {
    const now = by.length > 0 ? `it is by ${by.join(", ")}` : "it has none";
    report.keyError(
      path,
      `This override matches nothing: add ${dimension} to the rule's "by" (${now})`,
    );
    return;
  }
  const clause = where.find((one) => one.field === dimension);
  if (!clause || clause.field === "cost_above" || !isLiteral(pattern.source)) return;
  if (!clause.anyOf.some((one) => one.matches(pattern.source))) {
    report.error(
      path,
      `This override matches nothing: the rule's "where" leaves out ${dimension} "${pattern.source}"`,
    );
  }
}
