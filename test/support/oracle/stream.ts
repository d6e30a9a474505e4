import type { AlertRef, StreamFacts } from "../../../src/core/engine/index.ts";
import type { StreamRule } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { groupKey, groupsOf, isAsked, meets } from "./group.ts";
import { type Configured, type Expected, type Moment, refKey, timeOf } from "./moment.ts";

/** streamStates are the rows of the news that a rule tells, and an answer for each stream that is open. */
export function streamStates(
  rule: StreamRule,
  { groups: centres }: Configured,
  { at, rows, news, open, forgotten }: Moment,
): Expected[] {
  const told = rows
    .filter((row) => !row.retracted && rule.status.includes(row.status))
    .filter((row) => meets(row, rule, centres))
    .flatMap((row) =>
      groupsOf(row, rule.by, centres).map((group) => ({
        row,
        key: groupKey(row.account, group),
        ref: { account: row.account, rule: rule.name, group, step: "", window: row.id },
      })),
    );
  const fresh = told
    .filter(({ row }) => news.has(row.rowNo) && timeOf(row, rule) <= at)
    .map(({ row, ref }) => stateOf(rule, ref, row, true));
  const known = new Set(fresh.map(({ ref }) => refKey(ref)));
  const answers = open
    .filter((ref) => isAsked(rule, ref) && ref.step === "" && !known.has(refKey(ref)))
    .map((ref): Expected => {
      const key = groupKey(ref.account, ref.group);
      const row = told.find((one) => one.key === key && one.row.id === ref.window)?.row;
      const gone = row !== undefined && isBefore(row, forgotten);
      return { ...stateOf(rule, ref, row, false), ...(gone ? { undecided: true } : {}) };
    });
  return [...fresh, ...answers];
}

function isBefore(row: LedgerRow, moment: number): boolean {
  return row.createdAt < moment && timeOf(row, { time: "finished_at" }) < moment;
}

function stateOf(
  rule: StreamRule,
  ref: AlertRef,
  row: LedgerRow | undefined,
  breached: boolean,
): Expected {
  const stream = row === undefined ? null : factsOf(row);
  return {
    ref,
    kind: rule.kind,
    severity: rule.severity,
    metric: { name: "spend" },
    unit: "nano",
    breached,
    cleared: !breached,
    ended: false,
    rearmed: false,
    value: stream?.spend ?? 0,
    limit: 0,
    streams: stream === null ? 0 : 1,
    from: stream?.createdAt ?? 0,
    to: stream?.finishedAt ?? 0,
    ...(stream === null ? {} : { stream }),
  };
}

/** factsOf is what a finding tells of one row. */
export function factsOf(row: LedgerRow): StreamFacts {
  const { id, taskId, taskTitle, member, model, status, errorMessage, createdAt } = row;
  const finishedAt = timeOf(row, { time: "finished_at" });
  const spend = Number(BigInt(row.neoCredits) + BigInt(row.neoCost));
  return {
    ...{ id, taskId, taskTitle, member, model, status, errorMessage, createdAt },
    ...{ finishedAt, spend },
  };
}
