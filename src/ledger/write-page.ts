import type { PageResult, PageWrite } from "../core/ports/index.ts";
import type { LedgerRow, Stream } from "../core/stream.ts";
import { diffPage, type PageDiff } from "./page-diff.ts";
import type { SqlClient, SqlPool } from "./pool.ts";
import { storable } from "./storable.ts";
import { missingRows } from "./sweep-close.ts";
import { type AccountChange, changeAccount } from "./tables/accounts.ts";
import { lockHead, moveHead, readHead } from "./tables/head.ts";
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
  const before = await readHead(pool);
  const found = await readStored(pool, account, streams);
  if (!page.close && isKnown(streams, found)) {
    return { added: 0, changed: 0, unchanged: streams.length, retracted: 0 };
  }
  return inTransaction(pool, "write", async (client) => {
    const head = await lockHead(client);
    // Whatever was written since the first look may be these very rows, so that they are read again.
    const stored = head.seq === before.seq ? found : await readStored(client, account, streams);
    const diff = diffPage(streams, stored, head.rowNo, page.seenAt);
    await storeRows(client, account, diff, page.seenAt);
    const missing = await retractMissing(client, account, page);
    const entries = [...diff.entries, ...missing.map(retraction)];
    await appendJournal(client, head.seq, account, page.seenAt, entries);
    await moveHead(client, head, entries.length, diff.added.length);
    const rows = diff.added.length + diff.restored - missing.length;
    await changeAccount(client, { account, rows, ...closing(page) });
    return {
      added: diff.added.length,
      changed: diff.changed.length,
      unchanged: diff.unchanged,
      retracted: missing.length,
    };
  });
}

async function storeRows(
  client: SqlClient,
  account: string,
  diff: PageDiff,
  seenAt: number,
): Promise<void> {
  if (diff.added.length > 0) await insertRows(client, account, diff.added, seenAt);
  if (diff.changed.length > 0) await updateRows(client, diff.changed);
}

async function retractMissing(
  client: SqlClient,
  account: string,
  page: PageWrite,
): Promise<readonly number[]> {
  const missing = page.close ? await missingRows(client, account, page.close) : [];
  if (missing.length > 0) await retractRows(client, missing, page.seenAt);
  return missing;
}

function isKnown(streams: readonly Stream[], stored: readonly LedgerRow[]): boolean {
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

function closing({ close, seenAt }: PageWrite): Pick<AccountChange, "close"> {
  if (!close) return {};
  const { watermark = null, readFrom = null, followedFrom = null, ready } = close;
  return { close: { watermark, readFrom, followedFrom, readyAt: ready ? seenAt : null } };
}
