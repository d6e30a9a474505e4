import type { Coverage } from "../message/index.ts";
import type { RowColumns } from "../row-columns.ts";
import type { DetailField, LedgerRow, Stream } from "../stream.ts";
import type { AccountProofs, ProofsWrite } from "./proofs.ts";
import type { RowEdit } from "./row-edit.ts";
import type { SpanSums, TimeSpan } from "./spans.ts";

/** Checkpoint is how far an account has been collected: everything created within `[readFrom, watermark)`. */
export interface Checkpoint {
  readonly account: string;
  /** Everything created before this moment, back to `readFrom`, was read by complete sweeps; null before the first. */
  readonly watermark: number | null;
  /** How far back everything was read: the history is read newest first, so this moves to the past; null before the first sweep. */
  readonly readFrom: number | null;
  /** When the account's newest rows were first asked for: what had ended by then is history, and no news to anyone. */
  readonly followedFrom: number | null;
  /** Windows that no sweep could prove complete so far. */
  readonly gaps: number;
  /** When the first reading of the history was complete; null before: until then only rules that look less far back are evaluated. */
  readonly readyAt: number | null;
  /** Rows of the account in the ledger, retracted ones not counted. */
  readonly rows: number;
}

/** PageWrite is one page to be stored in one transaction with its journal entries. */
export interface PageWrite {
  readonly account: string;
  readonly streams: readonly Stream[];
  readonly seenAt: number;
  /** Given with the last page of a complete sweep: closes it in the same transaction. */
  readonly close?: SweepClose;
}

/** SweepClose ends a complete sweep: rows of the window that it no longer held are retracted, the watermark moves. */
export interface SweepClose {
  readonly from: number;
  readonly to: number;
  /** Every stream id that the sweep saw. */
  readonly seen: ReadonlySet<string>;
  /**
   * When the sweep's first page was asked for: a row that was first seen later came in between, by another process, and is not
   * taken for gone. Left out where nobody else can have written.
   */
  readonly beganAt?: number;
  /** The new watermark; absent for a sweep that looks back only. */
  readonly watermark?: number;
  /** How far back everything is read once this sweep is stored; absent where that stays. */
  readonly readFrom?: number;
  /** Given with the account's first sweep. */
  readonly followedFrom?: number;
  /** True where this sweep completes the first reading of the history. */
  readonly ready?: boolean;
}

/** PageResult counts what a page changed in the ledger. */
export interface PageResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly retracted: number;
}

/** AccountCoverage is an account's coverage, and how much of its history was read: a rule is evaluated once what it looks back on is. */
export interface AccountCoverage extends Coverage, Pick<Checkpoint, "readFrom" | "followedFrom"> {
  /** The whole history was read. */
  readonly ready: boolean;
}

/** Ledger keeps the exact rows and their journal. */
export interface Ledger {
  checkpoint(account: string): Promise<Checkpoint>;
  writePage(page: PageWrite): Promise<PageResult>;
  /** Records that a window could not be proven complete, or that it now is (gaps 0). */
  recordGaps(account: string, gaps: number): Promise<void>;
  /** The journal's newest sequence number. */
  journalHead(): Promise<number>;
  /**
   * Rows touched after `seq`, as they are now, each once, and the sequence they are complete to. After a long
   * reading that is a part only, `more` says so, and the next call goes on from there.
   */
  rowsSince(seq: number): Promise<{
    readonly rows: readonly LedgerRow[];
    readonly head: number;
    readonly more: boolean;
  }>;
  /**
   * All rows that matter from `since` on (by either time), in batches of columns and in no order, and the head they are complete to. Those of the
   * details named in `without` may be left out: reading them takes as long as all the rest.
   */
  load(
    since: number,
    take: (rows: RowColumns) => void,
    without?: readonly DetailField[],
  ): Promise<{ head: number }>;
  /** The rows with these numbers, as they are now; numbers that are no row's are left out. */
  rows(numbers: readonly number[]): Promise<readonly LedgerRow[]>;
  /** The rows that the journal's entries after `seq`, up to `head`, edited: each once, in batches. */
  editsSince(seq: number, head: number, take: (edits: readonly RowEdit[]) => void): Promise<void>;
  coverage(): Promise<readonly AccountCoverage[]>;
  /** Counts the rows that count (retracted ones do not) in each of the spans. */
  counts(account: string, spans: readonly TimeSpan[]): Promise<readonly number[]>;
  /**
   * For each moment the middle of the longest time without a row within `withinMs` of it: where to cut so that it
   * matters little which side of the cut the API puts a row at.
   */
  quietMoments(
    account: string,
    near: readonly number[],
    withinMs: number,
  ): Promise<readonly number[]>;
  /** The exact sums over the rows that count in each of the spans. */
  sums(account: string, spans: readonly TimeSpan[]): Promise<readonly SpanSums[]>;
  proofs(account: string): Promise<AccountProofs>;
  /** Stores what was proven; of two writers the later proof stays. */
  saveProofs(proofs: ProofsWrite): Promise<void>;
  /** Deletes raw rows and journal entries older than `before`; returns how many rows. */
  retain(before: number): Promise<number>;
}
