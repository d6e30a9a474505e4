import type { Views } from "../../core/ports/index.ts";
import type { SqlPool } from "../pool.ts";
import { readAlert, readAlertList } from "./alert-list.ts";
import { readDeliveries, readDelivery } from "./deliveries.ts";
import { readRowChanges } from "./row-changes.ts";
import { readSpendCells } from "./spend-cells.ts";
import { readStreamPart } from "./stream-parts.ts";
import { readStreamRecord } from "./stream-record.ts";

/** createViews reads what pages and programs are shown from a migrated database; it writes nothing. */
export function createViews(pool: SqlPool): Views {
  return {
    streams: (query) => readStreamPart(pool, query),
    stream: (account, id) => readStreamRecord(pool, account, id),
    deliveries: (query) => readDeliveries(pool, query),
    delivery: (key) => readDelivery(pool, key),
    alerts: (query) => readAlertList(pool, query),
    alert: (id) => readAlert(pool, id),
    spend: (span, each) => readSpendCells(pool, span, each),
    changes: (seq, head) => readRowChanges(pool, seq, head),
  };
}
