import type { Outbox } from "../core/ports/index.ts";
import type { SqlPool } from "./pool.ts";
import {
  claimOldest,
  handBack,
  markFailed,
  markSent,
  readBacklog,
  readDue,
  readShown,
} from "./tables/outbox.ts";
import { writeThread } from "./tables/threads.ts";
import { inTransaction } from "./transaction.ts";

/** OutboxOptions say who claims; an owner is new with every start of a process. */
export interface OutboxOptions {
  readonly owner: string;
  /** No other process can have the database open (the embedded one): what others were sending is abandoned. */
  readonly alone?: boolean;
}

/**
 * createOutbox hands out stored messages from a migrated database.
 *
 * | state   | event                       | next                                         |
 * |---------|-----------------------------|----------------------------------------------|
 * | pending | claim, when due and oldest  | sending, until the lease passes              |
 * | sending | sent                        | sent                                         |
 * | sending | retryAt                     | pending, due later                           |
 * | sending | giveUp                      | failed                                       |
 * | sending | lease passed: recover       | pending, due now, unsure                     |
 * | sending | lease passed: claim         | sending by the claimer, unsure               |
 */
export function createOutbox(pool: SqlPool, options: OutboxOptions): Outbox {
  const { owner, alone = false } = options;
  return {
    due: () => readDue(pool),
    backlog: () => readBacklog(pool),
    shown: (key) => readShown(pool, key),
    claim: (lane, now, leaseMs) => claimOldest(pool, { lane, owner, now, leaseMs }),
    sent: (row, ref, at) =>
      inTransaction(pool, "write", async (client) => {
        await markSent(client, row.key, at);
        if (ref) await writeThread(client, row.key, ref);
      }),
    retryAt: (row, nextAt, failure) => markFailed(pool, row, { ...failure, nextAt, at: null }),
    giveUp: (row, failure, at) =>
      markFailed(pool, row, { ...failure, unsure: false, nextAt: null, at }),
    recover: (now) => handBack(pool, now, { owner, others: alone }),
  };
}
