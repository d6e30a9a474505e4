import { columnsOf } from "../rules/look.ts";
import type { Rule } from "../rules/spec.ts";
import { DETAIL_FIELDS, type DetailField } from "../stream.ts";

/** ignoredDetails lists the fields of a row that an engine with these rules does not look at. */
export function ignoredDetails(rules: readonly Rule[]): readonly DetailField[] {
  const kept: ReadonlySet<string> = columnsOf(rules);
  return DETAIL_FIELDS.filter((field) => !kept.has(field === "errorMessage" ? "error" : field));
}
