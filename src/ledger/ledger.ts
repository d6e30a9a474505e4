import type { Ledger } from "../core/ports/index.ts";
import { loadRows } from "./load-rows.ts";
import type { SqlPool } from "./pool.ts";
import { readProofs, saveProofs } from "./proofs.ts";
import { retain } from "./retain.ts";
import { rowEdits } from "./row-edits.ts";
import { storable } from "./storable.ts";
import { readCheckpoint, readCoverage, storeGaps } from "./tables/accounts.ts";
import { readHead } from "./tables/head.ts";
import { readCounts, readQuietMoments, readSums } from "./tables/spans.ts";
import { readByRowNos, readTouched } from "./tables/streams.ts";
import { writePage } from "./write-page.ts";

/** createLedger keeps the exact rows and their journal in a migrated database. */
export function createLedger(pool: SqlPool): Ledger {
  return {
    checkpoint: (account) => readCheckpoint(pool, storable(account)),
    writePage: (page) => writePage(pool, page),
    recordGaps: (account, gaps) => storeGaps(pool, storable(account), gaps),
    journalHead: async () => (await readHead(pool)).seq,
    rowsSince: (seq) => readTouched(pool, seq),
    load: (since, take, without) => loadRows(pool, since, take, without),
    rows: (numbers) => readByRowNos(pool, numbers),
    editsSince: (seq, head, take) => rowEdits(pool, seq, head, take),
    coverage: () => readCoverage(pool),
    counts: (account, spans) => readCounts(pool, storable(account), spans),
    quietMoments: (account, near, withinMs) =>
      readQuietMoments(pool, storable(account), near, withinMs),
    sums: (account, spans) => readSums(pool, storable(account), spans),
    proofs: (account) => readProofs(pool, account),
    saveProofs: (proofs) => saveProofs(pool, proofs),
    retain: (before) => retain(pool, before),
  };
}
