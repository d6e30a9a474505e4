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

/** compileOverride checks that an override can match something at all. */
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
    checkPossible(context, here, base, dimension, pattern);
    match[dimension] = pattern;
  }
  if (Object.keys(match).length === 0 && context.clean) {
    context.report.error(
      [...path, "match"],
      `"match" is empty: it would replace the limit for everyone; change "limit" instead`,
    );
  }
  return limit === null ? null : { match, limit };
}

function checkPossible(
  { report, clean }: Context,
  path: Path,
  { by, where }: RuleBase,
  dimension: Dimension,
  pattern: TextMatcher,
): void {
  if (!clean) return;
  if (!known(dimension, by)) {
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

/** The account is part of every group, and a member's cost centres are known wherever the member is. */
function known(dimension: Dimension, by: readonly Dimension[]): boolean {
  if (dimension === "account" || by.includes(dimension)) return true;
  return dimension === "group" && by.includes("member");
}
