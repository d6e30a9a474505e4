import type { Condition, TextMatcher, WhereField } from "../../core/rules/index.ts";
import { END_STATUSES } from "../../core/stream.ts";
import type { WhereInput } from "../schema/where.ts";
import type { Path } from "../source/tree.ts";
import { isLiteral } from "../values/pattern.ts";
import { readQuantity } from "../values/quantity.ts";
import type { Context } from "./context.ts";

const FIELDS = [
  "status",
  "model",
  "member",
  "group",
  "byok",
  "tool",
  "agent",
  "task",
  "title",
  "error",
] as const satisfies readonly WhereField[];

/** compileWhere turns `where` into conditions and checks the words that can only be slips. */
export function compileWhere(context: Context, path: Path, input: WhereInput): Condition[] {
  const conditions: Condition[] = [];
  for (const field of FIELDS) {
    const anyOf = input[field];
    if (!anyOf) continue;
    for (const one of anyOf) checkWord(context, [...path, field], field, one);
    conditions.push({ field, anyOf });
  }
  if (input.cost_above) {
    const { usd_per_credit: usd } = context.general;
    const read = readQuantity(input.cost_above, "a stream's cost", "nano", usd);
    const nano = context.report.accept([...path, "cost_above"], read);
    if (nano !== null) conditions.push({ field: "cost_above", nano });
  }
  return conditions;
}

/** checkWord reports a literal that names nothing known, where what can be named is known. */
export function checkWord(
  context: Context,
  path: Path,
  field: string,
  { source, matches }: TextMatcher,
): void {
  const { report, names } = context;
  if (field === "byok" && !matches("true") && !matches("false")) {
    report.error(path, `"byok" must be true or false, found "${source}"`);
  }
  if (field === "group" && !names.groups.some(matches)) {
    report.unknownName(path, "group", source, names.groups);
  }
  if (field === "account" && !names.accounts.some(matches)) {
    report.unknownName(path, "account", source, names.accounts);
  }
  if (field === "status" && isLiteral(source)) checkStatus(context, path, source);
}

/** checkStatus reports an end state that is not among the documented ones. */
export function checkStatus({ report }: Context, path: Path, status: string): void {
  if (END_STATUSES.some((known) => known === status)) return;
  const message = `"${status}" is none of the end states that Neo documents (${END_STATUSES.join(", ")})`;
  report.unknownWord(path, message, status, END_STATUSES);
}
