import type { AlertRef } from "../../../src/core/engine/index.ts";
import type { Condition, Dimension, MemberGroup, Rule } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";

/** Labels are one group's values of a rule's dimensions. */
export type Labels = Record<string, string>;

/** Group is one group of a rule with its rows: those that are not retracted and meet the rule's `where`. */
export interface Group {
  readonly account: string;
  readonly labels: Labels;
  readonly rows: readonly LedgerRow[];
}

/** allGroups are the groups that any row is in, by `groupKey`. */
export function allGroups(
  rule: Rule,
  centres: readonly MemberGroup[],
  rows: readonly LedgerRow[],
): Map<string, Group> {
  const groups = new Map<string, Group & { rows: LedgerRow[] }>();
  for (const row of rows) {
    if (row.retracted) continue;
    const counts = meets(row, rule, centres);
    for (const labels of groupsOf(row, rule.by, centres)) {
      const key = groupKey(row.account, labels);
      const group = groups.get(key) ?? { account: row.account, labels, rows: [] };
      groups.set(key, group);
      if (counts) group.rows.push(row);
    }
  }
  return groups;
}

/** groupKey names a group as text, whatever the order of its labels. */
export function groupKey(account: string, labels: Readonly<Labels>): string {
  return JSON.stringify([account, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** isAsked says whether a rule can answer for a state: its labels are those that the rule groups by. */
export function isAsked(rule: Rule, ref: AlertRef): boolean {
  const names = Object.keys(ref.group);
  if (ref.rule !== rule.name || names.length !== rule.by.length) return false;
  if ((ref.group["account"] ?? ref.account) !== ref.account) return false;
  return rule.by.every((dimension) => names.includes(dimension));
}

/** groupsOf lists the groups of a rule that a row is in. */
export function groupsOf(
  row: LedgerRow,
  by: readonly Dimension[],
  centres: readonly MemberGroup[],
): Labels[] {
  let groups: Labels[] = [{}];
  for (const dimension of by) {
    const values = valuesOf(row, dimension, centres);
    groups = groups.flatMap((labels) => values.map((value) => ({ ...labels, [dimension]: value })));
  }
  return groups;
}

/** meets says whether a row meets all conditions. */
export function meets(row: LedgerRow, rule: Rule, centres: readonly MemberGroup[]): boolean {
  return rule.where.every((condition: Condition) => {
    if (condition.field === "cost_above") {
      return BigInt(row.neoCredits) + BigInt(row.neoCost) > BigInt(condition.nano);
    }
    const texts = textsOf(row, condition.field, centres);
    return texts.some((text) => condition.anyOf.some((matcher) => matcher.matches(text)));
  });
}

function textsOf(
  row: LedgerRow,
  field: Exclude<Condition["field"], "cost_above">,
  centres: readonly MemberGroup[],
): string[] {
  if (field === "title") return row.taskTitle === null ? [] : [row.taskTitle];
  if (field === "error") return row.errorMessage === null ? [] : [row.errorMessage];
  return valuesOf(row, field, centres);
}

function valuesOf(row: LedgerRow, dimension: Dimension, centres: readonly MemberGroup[]): string[] {
  const member = row.member ?? "(unknown)";
  switch (dimension) {
    case "account":
      return [row.account];
    case "member":
      return [member];
    case "group":
      return centres
        .filter((centre) => centre.members.some((matcher) => matcher.matches(member)))
        .map((centre) => centre.name);
    case "model":
      return [row.model];
    case "status":
      return [row.status];
    case "byok":
      return [String(row.byok)];
    case "task":
      return [row.taskId];
    case "agent":
      return Object.keys(row.agents);
    case "tool":
      return Object.keys(row.tools);
  }
}
