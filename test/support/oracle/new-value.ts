import type { AlertRef } from "../../../src/core/engine/index.ts";
import type { MemberGroup, NewValueRule } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { groupsOf, type Labels, meets } from "./group.ts";

/** Shown is a value that a group shows in a row for the first time in long. */
interface Shown {
  readonly ref: AlertRef;
  readonly stream: string;
  readonly spend: number;
  readonly from: number;
  readonly to: number;
}

/** newValues lists what the rows of `news` show that no other row shows before them, each compared with all rows. */
export function newValues(
  rule: NewValueRule,
  centres: readonly MemberGroup[],
  rows: readonly LedgerRow[],
  news: ReadonlySet<number>,
  at: number,
): Shown[] {
  const { rememberMs, learnMs } = rule;
  const showing = shownBy(rule, centres, rows).filter(
    ({ time }) => time > at - rememberMs - learnMs && time <= at,
  );
  return showing.flatMap((one) => {
    if (!news.has(one.row.rowNo) || one.value === null || one.time <= at - rememberMs) return [];
    const others = showing.filter((other) => other.key === one.key && isBefore(other, one));
    const seen = others.some(
      ({ value, time }) => value === one.value && time > one.time - rememberMs,
    );
    const known = showing
      .filter((other) => other.key === one.key)
      .some(({ time }) => time <= one.time - learnMs);
    if (seen || !known) return [];
    const { id, account, neoCredits, neoCost } = one.row;
    return {
      ref: { account, rule: rule.name, group: one.group, step: "", window: one.value },
      stream: id,
      spend: neoCredits + neoCost,
      from: one.time - rememberMs,
      to: one.time,
    };
  });
}

/** howOften counts the rows of the last `rememberMs` in which a group shows a value. */
export function howOften(
  rule: NewValueRule,
  centres: readonly MemberGroup[],
  rows: readonly LedgerRow[],
  at: number,
  ref: AlertRef,
): number {
  const key = keyOf(ref.account, ref.group);
  return shownBy(rule, centres, rows).filter(
    ({ time, value, ...one }) =>
      one.key === key && value === ref.window && time > at - rule.rememberMs && time <= at,
  ).length;
}

interface Showing {
  readonly row: LedgerRow;
  readonly time: number;
  readonly key: string;
  readonly group: Labels;
  /** Null for the row itself, which is known of the group whether or not it has a value. */
  readonly value: string | null;
}

function shownBy(
  rule: NewValueRule,
  centres: readonly MemberGroup[],
  rows: readonly LedgerRow[],
): Showing[] {
  return rows
    .filter((row) => !row.retracted && meets(row, rule, centres))
    .flatMap((row) =>
      groupsOf(row, rule.by, centres).flatMap((group) => {
        const values = groupsOf(row, [rule.of], centres).map((one) => one[rule.of] ?? "");
        const own = values.filter((value) => (group[rule.of] ?? value) === value);
        const time = rule.time === "created_at" ? row.createdAt : row.finishedAt;
        const key = keyOf(row.account, group);
        return [null, ...own].map((value) => ({ row, time, key, group, value }));
      }),
    );
}

function isBefore(other: Showing, one: Showing): boolean {
  if (other.time !== one.time) return other.time < one.time;
  return other.row.rowNo < one.row.rowNo;
}

function keyOf(account: string, group: Readonly<Record<string, string>>): string {
  return JSON.stringify([account, Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
