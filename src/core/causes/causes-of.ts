import type { RowPart } from "../engine/engine.ts";
import type { LedgerRow } from "../stream.ts";
import type { BigStream, Causes } from "./causes.ts";
import { alikeErrors } from "./likeness.ts";
import type { Outline } from "./outline.ts";
import { type RowShare, usedBy } from "./used-by.ts";

const TOP = 5;
const ERRORS = 3;

/** rowsWanted lists the numbers of the rows that an outline asks of the ledger. */
export function rowsWanted({ sample, biggest }: Outline): readonly number[] {
  return [...new Set([...biggest, ...sample].map(({ rowNo }) => rowNo))];
}

/** causesOf completes an outline with what the ledger's rows tell; rows that are not given, or taken back since, tell nothing. */
export function causesOf(outline: Outline, rows: ReadonlyMap<number, LedgerRow>): Causes {
  const { change, recent, pace, timezone, failures } = outline;
  const sample = sharesOf(outline.sample, rows);
  const value = sample.reduce((sum, share) => sum + share.value, 0);
  const partly = sample.length < change.streams || change.streams === 0;
  return {
    change,
    ...(recent && { recent }),
    tools: usedBy(sample, "tools", change.unit, TOP),
    agents: usedBy(sample, "agents", change.unit, TOP),
    ...(partly && sample.length > 0 && { sampled: { streams: sample.length, value } }),
    streams: sharesOf(outline.biggest, rows).map(({ row }) => bigStream(row)),
    errors: failures
      ? alikeErrors(
          sample.map(({ row }) => row.errorMessage),
          ERRORS,
        )
      : [],
    ...(pace && { pace }),
    timezone,
  };
}

function sharesOf(
  parts: readonly RowPart[],
  rows: ReadonlyMap<number, LedgerRow>,
): readonly RowShare[] {
  return parts.flatMap(({ rowNo, value }) => {
    const row = rows.get(rowNo);
    return row === undefined || row.retracted ? [] : [{ row, value }];
  });
}

function bigStream(row: LedgerRow): BigStream {
  const { id, taskId, taskTitle, member, model, status, createdAt } = row;
  const spend = row.neoCredits + row.neoCost;
  return { id, taskId, title: taskTitle, member, model, status, spend, createdAt };
}
