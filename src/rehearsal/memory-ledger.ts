import type {
  AccountProofs,
  Checkpoint,
  Ledger,
  PageResult,
  PageWrite,
  SweepClose,
} from "../core/ports/index.ts";
import { columnsFrom } from "../core/row-columns.ts";
import { finishedAt, type LedgerRow, type Stream } from "../core/stream.ts";
import { editsIn, type JournalEntry } from "./memory-edits.ts";
import { laterProofs, NO_PROOFS } from "./memory-proofs.ts";
import { countsOf, quietMomentsOf, sumsOf } from "./memory-spans.ts";

/** MemoryLedger keeps rows and journal in memory. */
export interface MemoryLedger extends Ledger {
  readonly journal: readonly JournalEntry[];
  /** Rows of an account that count (not retracted), by id. */
  held(account: string): ReadonlyMap<string, LedgerRow>;
  row(account: string, id: string): LedgerRow | undefined;
}

const NOTHING_READ: Omit<Checkpoint, "account" | "rows"> = {
  watermark: null,
  readFrom: null,
  followedFrom: null,
  gaps: 0,
  readyAt: null,
};

/** memoryLedger behaves as the stored one: upserts, retraction by a close, a journal entry for each change only. */
export function memoryLedger(): MemoryLedger {
  const rows = new Map<string, LedgerRow>();
  const checkpoints = new Map<string, Omit<Checkpoint, "account" | "rows">>();
  const proofs = new Map<string, AccountProofs>();
  const journal: JournalEntry[] = [];
  let lastRowNo = 0;

  const keyOf = ({ account, id }: Pick<Stream, "account" | "id">) => `${account}/${id}`;
  const of = (account: string) => [...rows.values()].filter((row) => row.account === account);
  const counting = (account: string) => of(account).filter((row) => !row.retracted);
  const held = (account: string) => new Map(counting(account).map((row) => [row.id, row]));
  const stored = (account: string) => checkpoints.get(account) ?? NOTHING_READ;
  const put = (kind: JournalEntry["kind"], row: LedgerRow) => {
    rows.set(keyOf(row), row);
    journal.push({ seq: journal.length + 1, kind, row });
  };

  const add = (stream: Stream, seenAt: number): keyof PageResult => {
    lastRowNo += 1;
    const finished = finishedAt(stream, seenAt);
    const seen = { rowNo: lastRowNo, firstSeenAt: seenAt, finishedAt: finished };
    put("added", { ...stream, ...seen, retracted: false });
    return "added";
  };
  const take = (stream: Stream, seenAt: number): keyof PageResult => {
    const old = rows.get(keyOf(stream));
    if (!old) return add(stream, seenAt);
    const finished = finishedAt(stream, old.firstSeenAt);
    const now: LedgerRow = { ...old, ...stream, finishedAt: finished, retracted: false };
    if (JSON.stringify(now) === JSON.stringify(old)) return "unchanged";
    put("changed", now);
    return "changed";
  };

  const close = (account: string, end: SweepClose, at: number): number => {
    const gone = end.from < end.to ? of(account).filter((row) => isGone(row, end)) : [];
    for (const row of gone) put("retracted", { ...row, retracted: true });
    const before = stored(account);
    checkpoints.set(account, {
      ...before,
      watermark: extreme(Math.max, before.watermark, end.watermark),
      readFrom: extreme(Math.min, before.readFrom, end.readFrom),
      followedFrom: before.followedFrom ?? end.followedFrom ?? null,
      readyAt: before.readyAt ?? (end.ready ? at : null),
    });
    return gone.length;
  };
  const write = (page: PageWrite): PageResult => {
    const result = { added: 0, changed: 0, unchanged: 0, retracted: 0 };
    for (const stream of page.streams) result[take(stream, page.seenAt)] += 1;
    if (page.close) result.retracted = close(page.account, page.close, page.seenAt);
    return result;
  };

  return {
    journal,
    held,
    row: (account, id) => rows.get(keyOf({ account, id })),
    checkpoint: async (account) => ({ account, ...stored(account), rows: held(account).size }),
    writePage: async (page) => write(page),
    recordGaps: async (account, gaps) => {
      checkpoints.set(account, { ...stored(account), gaps });
    },
    journalHead: async () => journal.length,
    rowsSince: async (seq) => {
      // Sequence numbers count from 1 without a hole, so the entries after one begin at its own place.
      const touched = new Set(journal.slice(seq).map(({ row }) => keyOf(row)));
      return {
        rows: [...touched].flatMap((key) => rows.get(key) ?? []),
        head: journal.length,
        more: false,
      };
    },
    rows: async (numbers) => {
      const wanted = new Set(numbers);
      return [...rows.values()].filter(({ rowNo }) => wanted.has(rowNo));
    },
    editsSince: async (seq, head, takeEdits) => {
      const edits = editsIn(journal, seq, head, (account) => stored(account).readyAt);
      if (edits.length > 0) takeEdits(edits);
    },
    load: async (since, takeRows) => {
      const wanted = [...rows.values()].filter(
        (row) => row.createdAt >= since || row.finishedAt >= since,
      );
      if (wanted.length > 0) takeRows(columnsFrom(wanted));
      return { head: journal.length };
    },
    coverage: async () =>
      [...checkpoints].map(([account, { watermark, gaps, readFrom, followedFrom, readyAt }]) => ({
        ...{ account, completeTo: watermark, gaps, readFrom, followedFrom },
        ready: readyAt !== null,
        settledTo: proofs.get(account)?.settledTo ?? null,
      })),
    counts: async (account, spans) => countsOf(counting(account), spans),
    quietMoments: async (account, near, withinMs) =>
      quietMomentsOf(counting(account), near, withinMs),
    sums: async (account, spans) => sumsOf(counting(account), spans),
    proofs: async (account) => proofs.get(account) ?? NO_PROOFS,
    saveProofs: async (write) => {
      const before = proofs.get(write.account) ?? NO_PROOFS;
      proofs.set(write.account, laterProofs(before, write));
      if (!checkpoints.has(write.account)) checkpoints.set(write.account, stored(write.account));
    },
    retain: async (before) => {
      const old = [...rows].filter(([, row]) => Math.max(row.createdAt, row.finishedAt) < before);
      for (const [key] of old) rows.delete(key);
      return old.length;
    },
  };
}

/** What was read only grows, to either side. */
function extreme(
  of: (...moments: number[]) => number,
  stored: number | null,
  read = stored,
): number | null {
  return read === null ? stored : of(stored ?? read, read);
}

function isGone(row: LedgerRow, end: SweepClose): boolean {
  const inside = row.createdAt >= end.from && row.createdAt < end.to;
  const known = row.firstSeenAt <= (end.beganAt ?? row.firstSeenAt);
  return inside && known && !row.retracted && !end.seen.has(row.id);
}
