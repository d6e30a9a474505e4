import type { RowChanges } from "../../core/ports/index.ts";
import type { RowChange } from "../../core/views/index.ts";
import { type EditEntry, netEdit } from "../net-edit.ts";
import type { SqlClient, SqlPool } from "../pool.ts";
import { readHead } from "../tables/head.ts";
import { readByRowNos } from "../tables/streams.ts";
import { inTransaction } from "../transaction.ts";

/** Entries after which reading everything anew is quicker than following them. */
const WORTH_IT = 50_000;
/** Rows read at once: a few MB. */
const BATCH = 2_000;

/** readRowChanges reads what the journal's entries after `seq`, up to `to` or its end, did to rows; null where they are more than it is worth. */
export async function readRowChanges(
  pool: SqlPool,
  seq: number,
  to?: number,
): Promise<RowChanges | null> {
  return inTransaction(pool, "snapshot", async (client) => {
    const end = (await readHead(client)).seq;
    const head = to ?? end;
    if (head === seq) return { changes: [], head };
    // A head before it: the database was replaced by an older one.
    if (head < seq || end - seq > WORTH_IT) return null;
    return {
      changes: await changesOf(client, await readTouchedAfter(client, seq, head), head),
      head,
    };
  });
}

async function changesOf(
  client: SqlClient,
  touched: ReadonlyMap<number, readonly EditEntry[]>,
  head: number,
): Promise<readonly RowChange[]> {
  const numbers = [...touched.keys()];
  const changes: RowChange[] = [];
  for (let from = 0; from < numbers.length; from += BATCH) {
    const rows = await readByRowNos(client, numbers.slice(from, from + BATCH));
    const nets = rows.map((row) => netEdit(row, touched.get(row.rowNo) ?? [], head));
    changes.push(...nets.flatMap((net) => (net ? [{ was: net.was, now: net.now }] : [])));
  }
  return changes;
}

async function readTouchedAfter(
  client: SqlClient,
  seq: number,
  head: number,
): Promise<ReadonlyMap<number, readonly EditEntry[]>> {
  const { rows } = await client.query<{ row_no: number; entries: readonly EditEntry[] }>(
    `SELECT row_no, json_agg(json_build_object('seq', seq, 'kind', kind, 'before', before)
       ORDER BY seq) AS entries
     FROM journal WHERE seq > $1 GROUP BY row_no HAVING min(seq) <= $2`,
    [seq, head],
  );
  return new Map(rows.map(({ row_no, entries }) => [row_no, entries]));
}
