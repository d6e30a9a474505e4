import type { AlertRef } from "../../../src/core/engine/index.ts";
import type { MemberGroup, NewValueRule } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { groupKey, groupsOf, isAsked, type Labels, meets } from "./group.ts";
import { type Configured, type Expected, type Moment, refKey, timeOf } from "./moment.ts";
import { factsOf } from "./stream.ts";

/** newValueStates are the values that the news show first, and an answer for each value that is open. */
export function newValueStates(
  rule: NewValueRule,
  { groups: centres }: Configured,
  { at, rows, news, open }: Moment,
): Expected[] {
  const showing = shownBy(rule, centres, rows);
  const fresh = showing
    .filter((one) => news.has(one.row.rowNo) && isNew(one, rule, showing, at))
    .map(({ row, time, group, value }) => {
      const stream = factsOf(row);
      const ref = { account: row.account, rule: rule.name, group, step: "", window: value ?? "" };
      const told = { breached: true, cleared: false, value: stream.spend, streams: 1, stream };
      return { ...stateOf(rule, ref, time), ...told };
    });
  const told = new Set(fresh.map(({ ref }) => refKey(ref)));
  const answers = open
    .filter((ref) => isAsked(rule, ref) && ref.step === "" && !told.has(refKey(ref)))
    .map((ref) => {
      const streams = howOften(ref, rule, showing, at);
      return { ...stateOf(rule, ref, at), breached: false, cleared: true, value: 0, streams };
    });
  return [...fresh, ...answers];
}

/** Showing is a row with a value that a group shows in it; null for the row itself, value or not. */
interface Showing {
  readonly row: LedgerRow;
  readonly time: number;
  readonly key: string;
  readonly group: Labels;
  readonly value: string | null;
}

function isNew(one: Showing, rule: NewValueRule, showing: readonly Showing[], at: number): boolean {
  const { rememberMs, learnMs } = rule;
  if (one.value === null || one.time > at || one.time <= at - rememberMs) return false;
  const own = showing.filter(
    ({ key, time }) => key === one.key && time > at - rememberMs - learnMs && time <= at,
  );
  const seen = own.some(
    (other) =>
      other.value === one.value && other.time > one.time - rememberMs && isBefore(other, one),
  );
  return !seen && own.some(({ time }) => time <= one.time - learnMs);
}

function isBefore(other: Showing, one: Showing): boolean {
  if (other.time !== one.time) return other.time < one.time;
  return other.row.rowNo < one.row.rowNo;
}

/** How many rows of the last `rememberMs` show the value of a state. */
function howOften(
  ref: AlertRef,
  { rememberMs }: NewValueRule,
  showing: readonly Showing[],
  at: number,
): number {
  const key = groupKey(ref.account, ref.group);
  return showing.filter(
    (one) =>
      one.key === key && one.value === ref.window && one.time > at - rememberMs && one.time <= at,
  ).length;
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
        const time = timeOf(row, rule);
        const key = groupKey(row.account, group);
        return [null, ...own].map((value) => ({ row, time, key, group, value }));
      }),
    );
}

function stateOf(rule: NewValueRule, ref: AlertRef, to: number) {
  return {
    ref,
    kind: rule.kind,
    severity: rule.severity,
    metric: { name: "spend" as const },
    unit: "nano" as const,
    ended: false,
    rearmed: false,
    limit: 0,
    of: rule.of,
    from: to - rule.rememberMs,
    to,
  };
}
