import type { SqlPool } from "./pool.ts";
import { changeAccount } from "./tables/accounts.ts";
import { trimActRecords } from "./tables/act-records.ts";
import { trimJournal } from "./tables/journal.ts";
import { trimOutbox } from "./tables/outbox.ts";
import { deleteBefore } from "./tables/streams.ts";
import { trimSuppressions } from "./tables/suppressions.ts";
import { inTransaction } from "./transaction.ts";

/** Rows deleted in one transaction: few enough that nobody waits for it. */
const BATCH = 5_000;

/**
 * retain deletes rows created before a moment, and what was dealt with before it: journal entries, messages,
 * suppressions that ended, and lines of the record of acts; batch by batch. Alerts and their transitions stay. Returns how many rows went.
 */
export async function retain(pool: SqlPool, before: number): Promise<number> {
  const rows = await untilNone(() => retainRows(pool, before));
  await untilNone(() => inTransaction(pool, "write", (one) => trimJournal(one, before, BATCH)));
  for (const trim of [trimOutbox, trimSuppressions, trimActRecords]) {
    await untilNone(() => inTransaction(pool, "write", (one) => trim(one, before, BATCH)));
  }
  return rows;
}

async function retainRows(pool: SqlPool, before: number): Promise<number> {
  return inTransaction(pool, "write", async (client) => {
    const gone = await deleteBefore(client, before, BATCH);
    for (const { account, counted } of gone) {
      await changeAccount(client, { account, rows: -counted });
    }
    return gone.reduce((sum, { deleted }) => sum + deleted, 0);
  });
}

async function untilNone(batch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await batch();
    total += count;
    if (count < BATCH) return total;
  }
}
