import type {
  Checkpoint,
  Ledger,
  PageResult,
  PageWrite,
  SweepClose,
} from "../../src/core/ports/index.ts";
import { finishedAt, type LedgerRow, type Stream } from "../../src/core/stream.ts";

/** JournalEntry is one change of the memory ledger, with the row as it was then. */
export interface JournalEntry {
  readonly seq: number;
  readonly kind: "added" | "changed" | "retracted";
  readonly row: LedgerRow;
}

/** MemoryLedger keeps rows and journal in memory; `fail` makes the next writes fail. */
export interface MemoryLedger extends Ledger {
  readonly journal: JournalEntry[];
  readonly writes: PageWrite[];
  /** Rows of an account that count (not retracted), by id. */
  held(account: string): ReadonlyMap<string, LedgerRow>;
  row(account: string, id: string): LedgerRow | undefined;
  failNext(error: Error): void;
}

/** memoryLedger behaves as the stored one: upserts, retraction by a close, a journal entry for each change only. */
export function memoryLedger(): MemoryLedger {
  const rows = new Map<string, LedgerRow>();
  const checkpoints = new Map<string, Omit<Checkpoint, "account" | "rows">>();
  const journal: JournalEntry[] = [];
  const writes: PageWrite[] = [];
  let failure: Error | null = null;
  let lastRowNo = 0;

  const of = (account: string) => [...rows.values()].filter((row) => row.account === account);
  const held = (account: string) =>
    new Map(of(account).flatMap((row) => (row.retracted ? [] : [[row.id, row] as const])));
  const stored = (account: string) =>
    checkpoints.get(account) ?? { watermark: null, gaps: 0, readyAt: null };
  const put = (kind: JournalEntry["kind"], row: LedgerRow) => {
    rows.set(`${row.account}/${row.id}`, row);
    journal.push({ seq: journal.length + 1, kind, row });
  };

  const take = (stream: Stream, seenAt: number): keyof PageResult => {
    const old = rows.get(`${stream.account}/${stream.id}`);
    if (!old) {
      lastRowNo += 1;
      const finished = finishedAt(stream, seenAt);
      put("added", {
        ...stream,
        rowNo: lastRowNo,
        firstSeenAt: seenAt,
        finishedAt: finished,
        retracted: false,
      });
      return "added";
    }
    const now: LedgerRow = {
      ...old,
      ...stream,
      finishedAt: finishedAt(stream, old.firstSeenAt),
      retracted: false,
    };
    if (JSON.stringify(now) === JSON.stringify(old)) return "unchanged";
    put("changed", now);
    return "changed";
  };

  const close = (account: string, end: SweepClose, at: number): number => {
    const gone = of(account).filter(
      (row) =>
        !row.retracted &&
        row.createdAt >= end.from &&
        row.createdAt < end.to &&
        !end.seen.has(row.id),
    );
    for (const row of gone) put("retracted", { ...row, retracted: true });
    const before = stored(account);
    checkpoints.set(account, {
      ...before,
      watermark: end.watermark ?? before.watermark,
      readyAt: before.readyAt ?? (end.ready ? at : null),
    });
    return gone.length;
  };

  return {
    journal,
    writes,
    held,
    row: (account, id) => rows.get(`${account}/${id}`),
    failNext: (error) => {
      failure = error;
    },
    checkpoint: async (account) => ({
      account,
      ...stored(account),
      rows: held(account).size,
    }),
    writePage: async (page) => {
      if (failure) {
        const error = failure;
        failure = null;
        throw error;
      }
      writes.push(page);
      const result = { added: 0, changed: 0, unchanged: 0, retracted: 0 };
      for (const stream of page.streams) result[take(stream, page.seenAt)] += 1;
      if (page.close) result.retracted = close(page.account, page.close, page.seenAt);
      return result;
    },
    recordGaps: async (account, gaps) => {
      checkpoints.set(account, { ...stored(account), gaps });
    },
    journalHead: async () => journal.length,
    rowsSince: async (seq) => {
      const touched = new Set(
        journal.filter((entry) => entry.seq > seq).map((entry) => entry.row.rowNo),
      );
      return {
        rows: [...rows.values()].filter((row) => touched.has(row.rowNo)),
        head: journal.length,
        more: false,
      };
    },
    load: async (since, takeRows) => {
      const wanted = [...rows.values()].filter(
        (row) => row.createdAt >= since || row.finishedAt >= since,
      );
      if (wanted.length > 0) takeRows(wanted);
      return { head: journal.length };
    },
    coverage: async () =>
      [...checkpoints].map(([account, { watermark, gaps, readyAt }]) => ({
        account,
        completeTo: watermark,
        gaps,
        ready: readyAt !== null,
      })),
    retain: async (before) => {
      const old = [...rows].filter(([, row]) => Math.max(row.createdAt, row.finishedAt) < before);
      for (const [key] of old) rows.delete(key);
      return old.length;
    },
  };
}
