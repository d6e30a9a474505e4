import type { PageResult, PageWrite, SweepClose } from "../core/ports/index.ts";
import type { Stream } from "../core/stream.ts";
import { diffPage, type PageDiff } from "./page-diff.ts";
import type { SqlClient, SqlPool } from "./pool.ts";
import { storable } from "./storable.ts";
import { missingRows } from "./sweep-close.ts";
import { type AccountChange, changeAccount } from "./tables/accounts.ts";
import { lockHead, moveHead } from "./tables/head.ts";
import { appendJournal, type JournalEntry } from "./tables/journal.ts";
import { storableStream } from "./tables/stream-columns.ts";
import { insertRows, readByIds, retractRows, updateRows } from "./tables/streams.ts";
import { inTransaction } from "./transaction.ts";

/**
 * writePage stores a page in one transaction: rows, journal, and with the last page of a sweep its end. Most
 * pages of most polls were read before; those cost one read and no write.
 */
export async function writePage(pool: SqlPool, page: PageWrite): Promise<PageResult> {
  const account = storable(page.account);
  const streams = distinct(page.streams, account);
  if (!page.close && (await isKnown(pool, account, streams))) {
    return { added: 0, changed: 0, unchanged: streams.length, retracted: 0 };
  }
  return inTransaction(pool, "write", async (client) => {
    const head = await lockHead(client);
    // Read again: until the lock was held, another process may have written the same rows.
    const stored = await readStored(client, account, streams);
    const diff = diffPage(streams, stored, head.rowNo, page.seenAt);
    if (diff.added.length > 0) await insertRows(client, diff.added, page.seenAt);
    if (diff.changed.length > 0) await updateRows(client, diff.changed);
    const missing = page.close ? await missingRows(client, account, page.close) : [];
    if (missing.length > 0) await retractRows(client, missing, page.seenAt);
    const entries = [...diff.entries, ...missing.map(retraction)];
    if (entries.length > 0) {
      await appendJournal(client, head.seq, account, page.seenAt, entries);
      await moveHead(client, {
        seq: head.seq + entries.length,
        rowNo: head.rowNo + diff.added.length,
      });
    }
    await changeAccount(client, accountChange(account, page, diff, missing.length));
    return {
      added: diff.added.length,
      changed: diff.changed.length,
      unchanged: diff.unchanged,
      retracted: missing.length,
    };
  });
}

async function isKnown(
  pool: SqlPool,
  account: string,
  streams: readonly Stream[],
): Promise<boolean> {
  const stored = await readStored(pool, account, streams);
  if (stored.length < streams.length) return false;
  return diffPage(streams, stored, 0, 0).entries.length === 0;
}

async function readStored(
  client: SqlClient | SqlPool,
  account: string,
  streams: readonly Stream[],
) {
  if (streams.length === 0) return [];
  return readByIds(
    client,
    account,
    streams.map((stream) => stream.id),
  );
}

/** A page may hold a row twice when rows arrive while it is read; the later one is the newer. */
function distinct(streams: readonly Stream[], account: string): readonly Stream[] {
  const storables = streams.map((stream) => storableStream({ ...stream, account }));
  return [...new Map(storables.map((stream) => [stream.id, stream])).values()];
}

function retraction(rowNo: number): JournalEntry {
  return { rowNo, kind: "retracted" };
}

function accountChange(
  account: string,
  page: PageWrite,
  diff: PageDiff,
  retracted: number,
): AccountChange {
  const rows = diff.added.length + diff.restored - retracted;
  if (!page.close) return { account, rows };
  return { account, rows, close: closing(page.close, page.seenAt) };
}

function closing({ watermark, ready }: SweepClose, seenAt: number) {
  return { watermark: watermark ?? null, readyAt: ready ? seenAt : null };
}
