import type { TeamMember } from "./member.ts";

/** Status is one of the end states that the vendor documents. */
export type Status = "completed" | "error" | "failed" | "aborted" | "blocked";

/**
 * TeamRow is one stream of the simulated team in short form: what is needed to index it and to count it. The
 * rest of its wire form (titles, tools, agents) follows from its ids and is made when it is asked for.
 * Times are ms since the epoch, amounts are credits with at most nine decimals.
 */
export interface TeamRow {
  readonly id: string;
  readonly taskId: string;
  readonly title: string | null;
  readonly member: TeamMember;
  readonly createdAt: number;
  readonly executionMs: number;
  readonly model: string;
  readonly status: Status;
  readonly error: string | null;
  readonly byok: boolean;
  /** The base amount: neo_credits, or llm_cost of a BYOK row; null where the vendor leaves it out. */
  readonly cost: number | null;
  readonly steps: number;
  readonly toolCalls: number;
  /** From when the API shows the row. */
  readonly visibleAt: number;
  /** A later correction of the base amount. */
  readonly recost: { readonly at: number; readonly cost: number } | null;
  /** From when the API no longer shows the row. */
  readonly retractedAt: number | null;
}

/** costAt is a row's base amount as the API tells it at a moment; null where it tells none. */
export function costAt(row: TeamRow, at: number): number | null {
  return row.recost && row.recost.at <= at ? row.recost.cost : row.cost;
}

/** isShown tells whether the API shows the row at a moment. */
export function isShown(row: TeamRow, at: number): boolean {
  return row.visibleAt <= at && (row.retractedAt === null || row.retractedAt > at);
}

/** inOrder compares rows by creation time, then id: the simulator's own order. */
export function inOrder(left: TeamRow, right: TeamRow): number {
  return left.createdAt - right.createdAt || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

/** credits cuts an amount to a number of decimals (at most nine), as the vendor's JSON would print it. */
export function credits(amount: number, decimals: number): number {
  return Number(amount.toFixed(decimals));
}
