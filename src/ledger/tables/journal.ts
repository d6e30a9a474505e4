import type { SqlClient } from "../pool.ts";

/** JournalEntry is one change of one row; its sequence number is its place in the journal. */
export interface JournalEntry {
  readonly rowNo: number;
  readonly kind: "added" | "changed" | "retracted";
  /** For changed rows: the fields that differ, as they were and as they are. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** appendJournal writes entries with the sequence numbers after `seq`, in their order. */
export async function appendJournal(
  client: SqlClient,
  seq: number,
  account: string,
  at: number,
  entries: readonly JournalEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  // Most pages only add rows; unnest fills up the arrays that are left empty then.
  const detailed = entries.some((entry) => entry.after) ? entries : [];
  await client.query(
    `INSERT INTO journal (seq, account, at, row_no, kind, before, after)
     SELECT $1::bigint + n.place, $2, $3, n.row_no, n.kind, n.before::jsonb, n.after::jsonb
     FROM unnest($4::integer[], $5::text[], $6::text[], $7::text[])
       WITH ORDINALITY AS n (row_no, kind, before, after, place)`,
    [
      seq,
      account,
      at,
      `{${entries.map((entry) => entry.rowNo).join(",")}}`,
      `{${entries.map((entry) => entry.kind).join(",")}}`,
      detailed.map((entry) => json(entry.before)),
      detailed.map((entry) => json(entry.after)),
    ],
  );
}

/** trimJournal deletes at most `limit` entries written before a moment and returns how many. */
export async function trimJournal(
  client: SqlClient,
  before: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(
    "DELETE FROM journal WHERE seq IN (SELECT seq FROM journal WHERE at < $1 ORDER BY seq LIMIT $2)",
    [before, limit],
  );
  return rowCount ?? 0;
}
